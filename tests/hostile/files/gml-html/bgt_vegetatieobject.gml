<!DOCTYPE html>
<html><body>Service unavailable</body></html>

<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="http://127.0.0.1:@PORT@/a.xsl" type="text/xsl"?><!-- and an inclusion -->
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0"><cityObjectMember>
<SolitaryVegetationObject>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie>
<imgeo:NEN3610ID>
<imgeo:lokaalID>G0396.t1</imgeo:lokaalID>
</imgeo:NEN3610ID>
</imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<class>niet-bgt</class>
<imgeo:geometrie2dVegetatieObject>
<gml:Point srsName="urn:ogc:def:crs:EPSG::28992">
<gml:pos>142771.5 507671.25</gml:pos>
</gml:Point>
</imgeo:geometrie2dVegetatieObject>
<imgeo:plus-type>boom</imgeo:plus-type>
</SolitaryVegetationObject>
</cityObjectMember><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://@SECRET@" parse="text"/></CityModel>

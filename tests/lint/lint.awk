# Rules of style that a machine can hold. Reads sources; prints one line per breach; the shell
# beside it sets `root` and looks at the exit status.

function breach(text) {
    printf "%s:%d: %s\n", substr(FILENAME, length(root) + 2), FNR, text
    breaches++
}

BEGIN {
    # What each floor may include besides itself; the link lines of CMakeLists.txt say the same.
    below["base"] = ""
    below["geom"] = "base"
    below["graph"] = "base"
    below["crs"] = "base geom"
    below["raster"] = "base geom crs graph"
    below["io"] = "base geom crs graph raster"
    below["green"] = "base geom crs graph raster io"
    below["nature"] = below["green"]
    below["water"] = below["green"]
    below["registry"] = below["green"]
    below["report"] = below["green"] " green nature water registry"
    below["cli"] = below["report"] " report"
    below["tools"] = below["cli"] " cli"
    for (floor in below) {
        n = split(below[floor], names, " ")
        for (i = 1; i <= n; i++)
            allowed[floor, names[i]] = 1
        allowed[floor, floor] = 1
        is_floor[floor] = 1
    }
    # One bridge per foreign library: where its headers may be included.
    bridge["^(gdal|ogr_|cpl_|gdal_)[a-z_]*[.]h$"] = "io"
    bridge["^sqlite3[.]h$"] = "io"
    bridge["^nettle/.*[.]h$"] = "io"
    bridge["^expat[.]h$"] = "io"
    bridge["^zip[.]h$"] = "io"
    bridge["^proj[.]h$"] = "crs"
    bridge["^geos_c[.]h$"] = "geom"
    bridge["^popt[.]h$"] = "cli"
    bridge["^omp[.]h$"] = "green nature water"
    bridge["^json(-c/.*|[.]h)$"] = "io green nature water report cli tools"
    bridge["^cmocka[.]h$"] = "none"
}

function finish_file() {
    if (last_file == "")
        return
    if (last_lines > 600)
        long_file(600)
    else if (last_lines > 450)
        note_length(450)
    else if (last_file ~ /\/tools\/gn-[^\/]*[.]c$/ && last_lines > 300)
        note_length(200)
}

function note_length(aim) {
    printf "%s: note: %d lines, aim for %d\n", substr(last_file, length(root) + 2), last_lines, aim
}

function long_file(limit) {
    printf "%s: %d lines, at most %d\n", substr(last_file, length(root) + 2), last_lines, limit
    breaches++
}

FNR == 1 {
    finish_file()
    last_file = FILENAME
    in_comment = 0
    path = substr(FILENAME, length(root) + 2)
    is_library = path ~ /^libgeo\//
    is_test = path ~ /^tests\//
    n = split(path, parts, "/")
    floor = parts[1] == "libgeo" ? parts[2] : (parts[1] == "tools" ? (parts[2] == "cli" ? "cli" : "tools") : "")
}

{ last_lines = FNR }

FNR == 1 && path ~ /[.]h$/ && !/^\/\*/ { breach("a header begins with what it is for") }

/TO[D]O|FIX[M]E|(^|[^X])XX[X]([^X]|$)/ { breach("unfinished work belongs in an issue") }
/[ \t]+$/ { breach("space at the end of the line") }

/^[ \t]*#[ \t]*include/ {
    match($0, /[<"][^>"]*[>"]/)
    header = substr($0, RSTART + 1, RLENGTH - 2)
    if (!is_test)
        check_include(header)
}

function check_include(header,   pattern, folder) {
    for (pattern in bridge)
        if (header ~ pattern && (" " bridge[pattern] " ") !~ (" " floor " "))
            breach("<" header "> is for " bridge[pattern] " alone")
    folder = header
    sub(/\/.*/, "", folder)
    if (header ~ /\// && (folder in is_floor) && !((floor, folder) in allowed))
        breach(floor " must not include \"" header "\": it lies above or beside")
}

# Comments and strings are not code.
{
    code = $0
    gsub(/\\"/, "", code)
    gsub(/"[^"]*"/, "\"\"", code)
    if (in_comment) {
        if (code !~ /\*\//)
            next
        sub(/^.*\*\//, "", code)
        in_comment = 0
    }
    gsub(/\/\*([^*]|\*[^\/])*\*\//, "", code)
    sub(/\/\/.*/, "", code)
    if (code ~ /\/\*/) {
        sub(/\/\*.*/, "", code)
        in_comment = 1
    }
}

function calls(names) {
    return code ~ ("(^|[^A-Za-z0-9_])(" names ")[ \t]*[(]")
}

calls("strcpy|strcat|strncpy") && !is_test { breach("banned function") }
calls("sprintf|vsprintf|strtok|atoi|atol|atof|gets|alloca") {
    breach("banned function")
}
calls("system|popen") && !is_test { breach("no shell") }
calls("assert_float_equal|assert_float_not_equal") { breach("assert_near compares in double") }
calls("rand|srand|drand48|random") && !is_test { breach("randomness comes from a given seed only") }
calls("setlocale") && !is_test { breach("the locale stays \"C\"") }

is_library && calls("printf|vprintf|puts|putchar|perror|exit|_exit|abort|getopt") {
    breach("the library neither prints nor exits nor reads options")
}
is_library && calls("fprintf|fputs") && code ~ /std(out|err)/ { breach("the library never prints") }
is_library && calls("getenv|secure_getenv|setenv|unsetenv") && path != "libgeo/io/io.c" {
    breach("the environment is read in io/io.c alone")
}
is_library && calls("malloc|calloc|realloc|strdup|strndup|asprintf") && path != "libgeo/base/alloc.c" {
    breach("memory comes from base/alloc.h")
}
is_library && calls("time|gettimeofday|localtime") { breach("no clock in results") }
path ~ /^tools\/gn-/ && calls("sqrt|hypot|sin|cos|tan|atan2|pow|exp|log") { breach("tools never compute") }
/#[ \t]*pragma[ \t]+omp/ && !is_test && floor !~ /^(green|nature|water)$/ {
    breach("threads are for green, nature and water alone")
}

END {
    finish_file()
    exit breaches > 0
}

# scripts/fetch against a server that plays the public services: what is fetched, how often it asks,
# how it goes on after a stop, and what it refuses.
. "$SRC/tests/support/pipe.sh" || exit 3
unset GN_FETCH_BASE http_proxy HTTP_PROXY
export PYTHONDONTWRITEBYTECODE=1

# ---- the services: a municipality of 3 by 2 km, another one, four sheets of which two meet it
atom=services/files
year=$(date +%Y)
mkdir -p "$atom/cbs/wijkenbuurten/2024/atom/downloads" "$atom/cbs/wijkenbuurten/$((year - 1))/atom/downloads" \
    "$atom/rws/ahn/atom/downloads" "$atom/lv/bgt/download/v1_0/extract" "$atom/kadaster/bag/atom/downloads"
cat > gemeenten.csv << 'END_CSV'
gemeentecode,gemeentenaam,wkt
GM0999,Lindewaard,"POLYGON((120000 480000,123000 480000,123000 482000,120000 482000,120000 480000))"
GM0998,'s-Elders,"POLYGON((150000 480000,151000 480000,151000 481000,150000 481000,150000 480000))"
END_CSV
layer() { # FILE LAYER...
    local file=$1
    shift
    for name; do
        ogr2ogr -q -f GPKG -update -append "$file" gemeenten.csv -oo GEOM_POSSIBLE_NAMES=wkt -oo KEEP_GEOM_COLUMNS=NO \
            -a_srs EPSG:28992 -nlt POLYGON -nln "$name"
    done
}
cbs=$atom/cbs/wijkenbuurten/2024/atom/downloads/wijkenbuurten_2024_v2.gpkg
layer "$cbs" gemeenten wijken buurten
cp "$cbs" "$atom/cbs/wijkenbuurten/2024/atom/downloads/wijkenbuurten_2024_v1.gpkg"
cp "$cbs" "$atom/cbs/wijkenbuurten/$((year - 1))/atom/downloads/wijkenbuurten_$((year - 1)).gpkg"
layer "$atom/kadaster/bag/atom/downloads/bag-light.gpkg" verblijfsobject pand ligplaats standplaats woonplaats
sheet() { # NAME X0 Y1: 5 by 6.25 km
    gdal_create -q -of GTiff -ot Float32 -bands 1 -outsize 500 625 -burn 1.5 -a_srs EPSG:28992 \
        -a_ullr "$2" "$3" $(($2 + 5000)) $(($3 - 6250)) "$1"
}
for kind in dtm_05m:M_ dsm_05m:R_ dtm_5m:M5_ dsm_5m:R5_; do
    folder=rws/ahn/atom/downloads/${kind%:*}
    mkdir "$atom/$folder"
    features=
    for place in 19CZ1,115000,487500 19CZ2,120000,487500 25AN1,115000,481250 25AN2,120000,481250 32AN1,140000,481250; do
        IFS=, read -r code x y <<< "$place"
        name=${kind#*:}$code.tif
        sheet "$atom/$folder/$name" "$x" "$y"
        features+="${features:+,}{\"type\":\"Feature\",\"properties\":{\"kaartbladNr\":\"$code\",\"name\":\"$name\",
            \"url\":\"https://service.pdok.nl/$folder/$name\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[
            [$x,$y],[$((x + 5000)),$y],[$((x + 5000)),$((y - 6250))],[$x,$((y - 6250))],[$x,$y]]]}}"
    done
    echo "{\"type\":\"FeatureCollection\",\"features\":[$features]}" > "$atom/$folder/kaartbladindex.json"
done
zip=$atom/lv/bgt/download/v1_0/extract/extract.zip
python3 - "$zip" << 'END_PY'
import random, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as file:
    for kind in ("pand", "wegdeel", "paal"):
        file.writestr(f"bgt_{kind}.gml", random.Random(1).randbytes(30000).hex())
END_PY

# serve FOLDER [CERTIFICATE]: instead of the one before; ends with the pipe, which ends with this test
serve() {
    mkfifo "$1/held"
    python3 "$SRC/tests/support/pdok.py" "$@" < "$1/held" > "$1/address" &
    exec 9> "$1/held"
    for ((i = 0; i < 400; i++)); do
        [[ -s $1/address ]] && break
        sleep 0.05
    done
    base=$(< "$1/address")
    [[ $base ]] || wrong "the server did not start"
}
serve services
# fetching STATUS OPTIONS...: a run with clean records of the server; words in `out`, `messages`
fetching() {
    : > services/log
    local wanted=$1
    shift
    expect "$wanted" timeout 120 "$SRC/scripts/fetch" --base "$base" --wait 0.01 "$@" > out
}
town() { # STATUS FOLDER OPTIONS...
    local wanted=$1 to=$2
    shift 2
    fetching "$wanted" --municipality Lindewaard --year 2024 --to "$to" "$@"
}
faults() { # LINE...: from now on these and no others
    printf '%s\n' "$@" | sed '/^$/d' > services/faults
}
asked() { # WORDS [COUNT]: so many requests have these words
    same "$(grep -cE -- "$1" services/log)" "$2" "requests of $1"
}
total() {
    same "$(wc -l < services/log)" "$1" "requests"
}
none_left() { # FOLDER: nothing unfinished
    same "$(find "$1" -name '*.part*' -o -name '*.new' | wc -l)" 0 "unfinished files in $1"
}

# ---- everything, at once and with pauses
fetching 0 --municipality lindewaard --year 2024 --to all --wait 0.05
none_left all
(cd all && sha256sum --quiet -c SHA256SUMS) || wrong "SHA256SUMS does not hold"
same "$(cut -c 67- all/SHA256SUMS | tr '\n' ' ')" "ahn/dsm_05m.json ahn/dsm_05m/R_19CZ1.tif ahn/dsm_05m/R_19CZ2.tif \
ahn/dsm_05m/R_25AN1.tif ahn/dsm_05m/R_25AN2.tif ahn/dtm_05m.json ahn/dtm_05m/M_19CZ1.tif ahn/dtm_05m/M_19CZ2.tif \
ahn/dtm_05m/M_25AN1.tif ahn/dtm_05m/M_25AN2.tif bag/ligplaats.geojson bag/pand.geojson bag/standplaats.geojson \
bag/verblijfsobject.geojson bgt/bgt.zip cbs/wijkenbuurten_2024_v2.gpkg " "the files"
cmp -s all/bgt/bgt.zip "$zip" || wrong "the zip differs from what was served"
sheet=ahn/dtm_05m/M_25AN1.tif
served=$atom/rws/ahn/atom/downloads/dtm_05m/M_25AN1.tif
cmp -s all/$sheet "$served" || wrong "a sheet differs"
# 119,000 to 124,000 by 479,000 to 483,000 with a halo of 1 km: 51 * 41 and 42 * 34 objects
same "$(jq '.features | length' all/bag/verblijfsobject.geojson)" 2091 "verblijfsobjecten"
same "$(jq -r '[.features[].id] | unique | length' all/bag/verblijfsobject.geojson)" 2091 "different ones"
same "$(jq -c '.features[2090] | [.id, .properties.straat, .geometry.coordinates]' all/bag/verblijfsobject.geojson)" \
    '["u0999124000483000","Coöperatiehof",[124000.125,483000.5]]' "the last object"
ogrinfo -so -al all/bag/pand.geojson > seen
same "$(grep -cE 'Feature Count: 1428|Amersfoort / RD New"|^Geometry: Polygon' seen)" 3 "what GDAL sees of the panden"
same "$(jq '.features | length' all/bag/standplaats.geojson)" 0 "standplaatsen"
says "note: no standplaats within the box"
says "note: bgt: no file of begroeidterreindeel"
same "$(jq -r .geofilter services/order)" \
    "POLYGON((119000 479000,124000 479000,124000 483000,119000 483000,119000 479000))" "the order's box"
# cbs 2 (v3 is not there), bag 3 + 2 + 1 + 1, bgt 1 + 3 + 1, ahn 2 + 8
total 24
asked ' POST ' 1
asked '/status ' 3
asked 'groennet-fetch 1$' 24 # who asks, and never two at once
awk 'NR > 1 && $1 - last < 0.049 { bad++ } { last = $1 } END { exit bad > 0 }' services/log || wrong "it does not pause"
same "$(grep -c '^gn-import' out)" 4 "next commands"
for line in "gn-import cbs all/cbs/wijkenbuurten_2024_v2.gpkg --town TOWN --municipality GM0999" \
    "gn-import bgt all/bgt/bgt.zip --town TOWN --municipality GM0999" $'all/bgt/bgt.zip\t'"$(stat -c %s "$zip")"; do
    grep -qxF -- "$line" out || wrong "'$line' is not in the report"
done
cp out first

# ---- again: nothing is asked; without one file: only that
town 0 all
total 0
cmp -s out first || wrong "the second report differs"
rm all/ahn/dtm_05m/M_25AN1.tif
town 0 all
total 1
asked 'M_25AN1.tif' 1
: > all/ahn/dsm_05m/R_25AN1.tif
town 0 all
asked 'R_25AN1.tif' 1
says "has 0 bytes instead of"
touch all/bgt/other && mkdir mine mine/bgt && touch mine/bgt/bgt.zip
town 3 mine bgt
says "'mine/bgt/bgt.zip' is not of fetch's making"
fetching 2 --bbox 120000,480000,121000,481000 --to all bag
says "has the data of another box, [119000, 479000, 124000, 483000]: choose another folder"

# ---- a part of it, without halo, another cell, the whole country
fetching 0 --bbox 120000,480000,121000,481000 --to part --halo 0 --cell 5m ahn
total 4
grep -qxF "gn-import ahn part/ahn/dtm_5m/M5_25AN2.tif part/ahn/dsm_5m/R5_25AN2.tif --town TOWN --bbox \
120000,480000,121000,481000 --halo 0m" out || wrong "the command of ahn: $(cat out)"
fetching 0 --bbox 124500,480000,126500,481000 --to edge --halo 0 ahn
says "note: ahn: dtm_05m: the sheets cover 25.0 % of the box"
fetching 3 --bbox 10000,380000,11000,381000 --to sea --halo 0 ahn
says "no sheet of dtm_05m meets the box"
town 0 national --national bag
total 3
cmp -s national/bag/bag-light.gpkg "$atom/kadaster/bag/atom/downloads/bag-light.gpkg" || wrong "the national file differs"
fetching 0 --municipality 998 --to newest cbs
total 8 # four names of this year and four of the last, which has no versions
[[ -e newest/cbs/wijkenbuurten_$((year - 1)).gpkg ]] || wrong "not the year before"

# ---- a connection that is cut: on from there
faults "1 M_25AN1.tif cut 400000" "1 M_25AN1.tif cut 300000"
town 0 cut ahn
asked 'M_25AN1.tif - 200' 1
asked 'M_25AN1.tif bytes=400000- 206' 1
asked 'M_25AN1.tif bytes=700000- 206' 1
says "cut off after 400000 of"
cmp -s cut/$sheet all/$sheet || wrong "a resumed sheet differs"
# a run that is stopped, and another one beside it
faults "1 M_25AN1.tif stall 500000"
"$SRC/scripts/fetch" --base "$base" --wait 0.01 --municipality Lindewaard --year 2024 --to stop ahn > /dev/null 2>&1 &
running=$!
for ((i = 0; i < 200; i++)); do
    [[ $(stat -c %s stop/$sheet.part 2> /dev/null) -gt 0 ]] && break
    sleep 0.05
done
town 75 stop ahn
says "another run works in 'stop'"
total 0
kill -TERM "$running"
status=0
wait "$running" || status=$?
same "$status" 143 "status after SIGTERM"
have=$(stat -c %s stop/$sheet.part)
town 0 stop ahn
asked "M_25AN1.tif bytes=$have- 206" 1
cmp -s stop/$sheet all/$sheet || wrong "a sheet resumed by another run differs"
# the file changed in between: from the start; the wrong part: from the start
faults "9 M_25AN1.tif cut 100000"
town 3 changed ahn
asked 'M_25AN1.tif' 6
says "6 times in a row: try the same command later"
asked 'M_25AN2.tif' 0 # a server that fails is not asked for the next sheet
faults
sheet "$served" 115000 481251
town 0 changed ahn
asked 'M_25AN1.tif bytes=600000- 200' 1
cmp -s changed/$sheet "$served" || wrong "a sheet mixes two versions"
cp all/$sheet "$served"
faults "1 M_25AN1.tif cut 400000" "1 M_25AN1.tif elsewhere"
town 0 elsewhere ahn
asked 'M_25AN1.tif' 3
cmp -s elsewhere/$sheet all/$sheet || wrong "a part of another place was taken"

# ---- a busy server
faults "1 extract.zip status 503,1" "1 R_19CZ1.tif status 429"
town 0 busy bgt ahn
says "note: api.pdok.nl: status 503: again in 1 s"
asked 'extract.zip' 2
awk '/extract.zip/ { n++; if (n == 2 && $1 - last < 1) bad = 1; last = $1 } END { exit bad || n != 2 }' services/log ||
    wrong "Retry-After is not respected"
faults "99 extract.zip status 503"
town 3 busier bgt
asked 'extract.zip' 6
says "status 503, 6 times in a row"
same "$(sed -n 's/.*again in \(.*\) s$/\1/p' messages | tr '\n' ' ')" "0.02 0.04 0.08 0.16 0.32 " "the pauses"
awk '/extract.zip/ { if (n++ == 0) first = $1; last = $1 } END { exit last - first < 0.62 }' services/log ||
    wrong "it does not keep the pauses: $(grep extract.zip services/log)"
faults "99 extract.zip status 503,86400"
town 3 patience bgt
asked 'extract.zip' 1
says "it asks for 86400 s of patience"

# a moment instead of a number of seconds, and words that are neither
same "$(PYTHONPATH=$SRC/scripts python3 -c '
import email.utils, time
from fetch_web import retry_after
for text in (email.utils.formatdate(time.time() + 100, usegmt=True), email.utils.formatdate(1, usegmt=True), "soon", "7"):
    print(round(retry_after({"Retry-After": text}), -1) if len(text) > 7 else retry_after({"Retry-After": text}))
' | tr '\n' ' ')" "100.0 0 0 7 " "the seconds of Retry-After"

# ---- what is not what it says
faults "99 extract.zip promise 10"
town 3 longer bgt
says "cut off after"
says "promises more bytes than it has"
asked 'extract.zip' 4
faults "99 extract.zip promise -10"
town 3 shorter bgt
says "is no zip archive"
asked 'extract.zip' 1
none_left shorter
[[ -e shorter/bgt/bgt.zip ]] && wrong "a damaged zip has its name"
faults
python3 - "$zip" flipped.zip << 'END_PY'
import sys
content = bytearray(open(sys.argv[1], "rb").read())
content[20000] ^= 255
open(sys.argv[2], "wb").write(content)
END_PY
cp "$zip" good.zip
cp flipped.zip "$zip"
town 3 flipped bgt
says "bgt_pand.gml' in it is damaged"
none_left flipped
cp good.zip "$zip"
for way in page disguised; do
    faults "99 dtm_05m/kaartbladindex $way"
    town 3 $way ahn
    same "$(find $way/ahn -type f | wc -l)" 0 "$way: files of an index that is a web page"
    faults "99 extract.zip $way" "99 M_19CZ1.tif $way" "99 verblijfsobject/items $way"
    town 3 $way bag bgt ahn
    same "$(find $way -name 'bgt.zip*' -o -name 'M_19CZ1*' -o -name 'verblijfsobject.geojson' | wc -l)" 0 \
        "$way: files of a web page"
    asked 'extract.zip' 1
    asked 'M_19CZ1.tif' 1
    asked 'verblijfsobject' 1
done
says "'bgt.zip.part' is a web page instead of data"
faults "99 wijkenbuurten_2024_v3 page"
town 3 page2 cbs
says "wijkenbuurten_2024_v3.gpkg: a web page instead of data"
faults
good=good.gpkg
cp "$cbs" "$good"
head -c 60000 "$good" > "$cbs"
town 3 damaged
says "'wijkenbuurten_2024_v2.gpkg.part' is no GeoPackage that can be read"
none_left damaged
asked 'items' 0 # without a border nothing else is asked
{ # a page of the table of buurten, which nothing reads here
    page=$(sqlite3 "$good" "SELECT rootpage FROM sqlite_master WHERE name = 'buurten'")
    head -c $(((page - 1) * 4096)) "$good"
    head -c 4096 /dev/zero | tr '\0' '\377'
    tail -c +$((page * 4096 + 1)) "$good"
} > "$cbs"
town 3 damaged
says "'wijkenbuurten_2024_v2.gpkg.part' is a damaged GeoPackage"
ogr2ogr -q -f GPKG "$cbs" "$good" gemeenten
town 3 layers
says "has no layer wijken, buurten"
cp "$good" "$cbs"
head -c 500000 all/$sheet > "$served"
town 3 halftif ahn
says "'M_25AN1.tif.part' can't be read"
cp all/$sheet "$served"

# ---- pages: on from the page that failed, from the start when it is no longer there, and never astray
faults "99 cursor=2000 status 503"
town 3 pages bag
asked 'verblijfsobject/items' 8
head -c 3000000 /dev/zero >> pages/bag/verblijfsobject.geojson.part # as of a page that was not finished
faults
town 0 pages bag
asked 'verblijfsobject/items' 1
cmp -s pages/bag/verblijfsobject.geojson all/bag/verblijfsobject.geojson || wrong "resumed pages differ"
faults "99 cursor=1000 status 503"
town 3 cursor bag
faults "1 cursor=1000 status 400"
town 0 cursor bag
says "no longer served: from the start"
asked 'verblijfsobject/items' 4
cmp -s cursor/bag/verblijfsobject.geojson all/bag/verblijfsobject.geojson || wrong "pages read anew differ"
for way in "stray:none of its own hosts" "miscount:features instead of" "nowhere:instead of RD New" \
    "cut:cut off after"; do
    faults "99 pand/items ${way%%:*} 200"
    town 3 "pages_${way%%:*}" bag
    says "${way#*:}"
    [[ -e pages_${way%%:*}/bag/pand.geojson ]] && wrong "${way%%:*}: panden in spite of it"
done
faults "1 extract.zip redirect https://elders.example/x.zip"
town 3 astray bgt
says "the server points to https://elders.example/x.zip, which is none of its own hosts"
faults "1 extract.zip redirect http://api.pdok.nl/x.zip"
town 3 plain bgt
says "over https"
faults "1 extract.zip redirect https://api.pdok.nl/lv/bgt/download/v1_0/extract/extract.zip?2"
town 0 moved bgt

# ---- the order of the BGT: fails, is gone, is asked for again by the next run
faults "1 /status fail"
town 3 job bgt ahn
says "error: bgt: the service says FAILED of the order"
[[ -e job/$sheet ]] || wrong "one source failing keeps the others"
grep -q gn-import out && wrong "commands though something is missing"
town 0 job bgt
asked ' POST ' 1
faults "99 extract.zip status 503"
town 3 later bgt
faults
town 0 later bgt
asked ' POST ' 0
total 2 # how it stands, and the zip
echo '{"status": "https://api.pdok.nl/lv/bgt/download/v1_0/full/custom/old/status"}' > later/bgt/job.json
rm later/bgt/bgt.zip
town 0 later bgt
says "the order of the run before is gone"
asked ' POST ' 1
[[ -e later/bgt/job.json ]] && wrong "a finished order is kept"

# ---- a sheet that is in the index and not there
rm "$atom/rws/ahn/atom/downloads/dtm_05m/M_19CZ2.tif"
town 3 sheet ahn
says "'M_19CZ2.tif' is in the index and not there"
same "$(find sheet -name '*.tif' | wc -l)" 7 "the other sheets"

# ---- what the user says
fetching 3 --municipality Lindewaart --year 2024 --to wrong cbs
says "no municipality 'Lindewaart'"
says "near: Lindewaard"
fetching 3 --municipality Lindewaard --year 1990 --to wrong cbs
says "no wijken en buurten of 1990"
total 4
for bad in "--municipality x" "--to wrong" "--municipality x --bbox 120000,480000,121000,481000 --to wrong" \
    "--municipality x --to wrong bog" "--bbox 1,2,3 --to wrong" "--bbox 4.1,52.1,4.2,52.2 --to wrong" \
    "--bbox 480000,120000,482000,121000 --to wrong" \
    "--municipality x --to wrong --halo 1mile" "--municipality x --to wrong --base ftp://x" "--munic x --to wrong"; do
    # shellcheck disable=SC2086
    fetching 2 $bad
    says "fetch: error:"
    total 0
done
expect 2 "$SRC/scripts/fetch" --municipality x --to wrong --wait 0.1 # of the real services
says "--wait must be 0.5 to 60 seconds"
expect 0 "$SRC/scripts/fetch" --help > help
for word in --municipality --bbox --to --year --national --halo --cell --wait --base cbs bag bgt ahn 'Exit status'; do
    grep -qF -- "$word" help || wrong "--help does not have $word"
done

# ---- a server that cannot show who it is
if command -v openssl > /dev/null; then
    openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
        -keyout key.pem -out cert.pem 2> /dev/null
    cat key.pem cert.pem > both.pem
    mkdir safe safe/files
    serve safe both.pem 2> /dev/null
    fetching 3 --municipality x --to unsafe cbs
    says "certificate verify failed"
    grep -q 'again in' messages && wrong "it asks again without trust"
else
    echo "openssl is missing: certificates are not tested" >&2
fi

finish

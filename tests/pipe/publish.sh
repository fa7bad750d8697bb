# Where outputs may go: not over an input, not over what somebody edits, not two writers at once;
# and the same run gives the same bytes.
. "$SRC/tests/support/pipe.sh" || exit 3

points 500 > in.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
expect 0 gn-null -o in.gpkg in.fgb

# an output that is edited, in every format; nothing is changed and nothing is left
for format in gpkg fgb csv geojsonl geojson; do
    for side in wal journal shm; do
        rm -rf edited && mkdir edited
        echo old > edited/out.$format
        touch edited/out.$format-$side
        expect 75 gn-null -O -o edited/out.$format in.fgb
        says "out.$format-$side"
        same "$(cat edited/*)" old "an edited $format"
        same "$(find edited -type f | wc -l)" 2 "files beside an edited $format"
        rm edited/out.$format # left by a crash: the output itself is gone
        expect 75 gn-null -o edited/out.$format in.fgb
    done
done
# through a link the side file lies beside the file that the link leads to
mkdir far
echo old > far/real.gpkg
touch far/real.gpkg-wal
ln -s far/real.gpkg link.gpkg
expect 75 gn-null -O -o link.gpkg in.fgb
rm far/real.gpkg-wal
expect 0 gn-null -O -o link.gpkg in.fgb
[[ -L link.gpkg && ! -L far/real.gpkg ]] || wrong "a link was replaced"
same "$(rows far/real.gpkg)" 500 "rows behind a link"

# begin OUTPUT OPTION...: a run that waits for the second half of its input on descriptor 7, its
# output begun; end_run tells its status
mkfifo feed
begin() {
    local output=$1
    shift
    gn-null "$@" -o "$output" feed 2> messages &
    runner=$!
    exec 7> feed
    head -c 20000 in.fgb >&7
    sleep 0.4
}
end_run() {
    tail -c +20001 in.fgb >&7
    exec 7>&-
    wait $runner
}
# the editing begins while we write
echo old > late.gpkg
begin late.gpkg -O
touch late.gpkg-wal
end_run
same "$?" 75 "an output that is edited from halfway on ($(cat messages))"
same "$(cat late.gpkg)" old "an output that is edited from halfway on"
# somebody makes the file while we write, and -O was not said
for format in gpkg csv; do
    begin made.$format
    echo theirs > made.$format
    end_run
    status=$?
    ((status == 2 || status == 3)) || wrong "status $status when the output came into being meanwhile"
    same "$(cat made.$format)" theirs "an output that came into being meanwhile"
done
[[ -z $(find . -name '.*' -type f) ]] || wrong "left: $(find . -name '.*' -type f)"
# two writers
for format in gpkg fgb csv geojsonl geojson; do
    begin both.$format
    expect 75 gn-null -O -o both.$format in.fgb
    [[ ! -e both.$format ]] || wrong "the second writer made an output"
    end_run
    same "$?" 0 "the first of two writers"
    expect 0 gn-null -O -o alone.$format in.fgb
    cmp -s alone.$format both.$format || wrong "two writers made another $format than one"
done
# many at once: each is done or told to come again, and the last word is whole
for _ in 1 2 3 4 5 6; do
    { gn-null --add 1 -O -o crowd.gpkg in.fgb 2> /dev/null; echo $? >> crowd; } &
done
wait
expect 0 gn-null --add 1 -O -o alone.gpkg in.fgb
cmp -s alone.gpkg crowd.gpkg || wrong "a crowd of writers made another file than one"
same "$(sort -un crowd | tr '\n' ' ' | sed 's/^0 75 $/0 /')" "0 " "statuses of a crowd"

# output = input, whatever it is called
cp in.gpkg kept.gpkg
cp in.fgb kept.fgb
cp in.geojsonl kept.geojsonl
mkdir folder town
cp in.gpkg town/base.gpkg
cp town/base.gpkg kept_base.gpkg
for name in in.gpkg in.fgb in.geojsonl; do
    ln -s "$PWD/$name" folder/symbolic_"$name"
    ln -s symbolic_"$name" folder/twice_"$name"
    ln "$name" folder/hard_"$name"
    for other in "./$name" "folder/../$name" "$PWD/$name" folder/{symbolic,twice,hard}_"$name"; do
        expect 2 gn-null -O -o "$other" "$name"
        says "is also an input"
        expect 2 gn-null -O -o "$name" "$other"
    done
    cmp -s "$name" "kept.${name##*.}" || wrong "the input $name was changed"
done
expect 2 gn-null -O -o in.gpkg in.gpkg:address
expect 2 gn-null -O -o in.gpkg --layer address in.gpkg
expect 2 gn-null -O -o town/base.gpkg town
expect 2 gn-null -O -o in.gpkg --tree in.gpkg in.fgb
expect 2 gn-null -O --rejects in.geojsonl -o out.csv in.geojsonl
expect 2 gn-null -O --rejects folder/hard_in.geojsonl -o out.csv in.geojsonl
cmp -s town/base.gpkg kept_base.gpkg || wrong "the town was changed"
cmp -s in.gpkg kept.gpkg || wrong "the input was changed"
cmp -s in.geojsonl kept.geojsonl || wrong "the input was changed by --rejects"
# the input comes through the shell: the target is the same file
# shellcheck disable=SC2094 # that is what is tested
expect 2 gn-null -O -o in.fgb < in.fgb
cmp -s in.fgb kept.fgb || wrong "standard input was changed"
# rejects and rows in one file
expect 2 gn-null --rejects one.csv -o one.csv in.geojsonl
expect 2 gn-null --rejects folder/../one.csv -o one.csv in.geojsonl
expect 2 gn-null --rejects "$PWD/one.csv" -o ./one.csv in.geojsonl
touch one_file.csv
ln -s one_file.csv other_name.csv
expect 2 gn-null -O --rejects other_name.csv -o one_file.csv in.geojsonl
[[ ! -e one.csv ]] || wrong "rejects and rows went to one file"

# not a file that can be written
for target in /dev/null /dev/stdout folder ./ missing/out.fgb feed; do
    status=0
    gn-null -O -f fgb -o $target in.fgb 2> messages | cat > bytes || status=$?
    ((status == 2 || status == 3)) || wrong "status $status with -o $target"
    [[ -s messages && ! -s bytes ]] || wrong "-o $target: no message, or bytes on standard output"
done
# who may read it
umask 027
expect 0 gn-null -o mode.csv in.fgb
same "$(stat -c %a mode.csv)" 640 "mode of a new file"
chmod 604 mode.csv
expect 0 gn-null -O -o mode.csv in.fgb
same "$(stat -c %a mode.csv)" 604 "mode of a replaced file"
umask 022

# the same bytes: from tool to tool, in every format, with any number of threads, at any time
expect 0 gn-sample --addresses 600 --cell 2m -o sample
mkdir one two
for format in gpkg fgb csv geojsonl geojson; do
    for folder in one two; do
        threads=$([[ $folder == one ]] && echo 1 || echo 2)
        expect 0 bash -o pipefail -c "gn-trees -j $threads sample | gn-canopy -j $threads --town sample |
            gn-access -j $threads --town sample |
            gn-norm -j $threads --town sample -o $folder/norm.$format"
    done
    cmp one/norm.$format two/norm.$format || wrong "two runs differ in $format"
done
same "$(rows one/norm.fgb)" "$(rows sample)" "rows of the norm"
expect 0 gn-sample -j 1 --addresses 600 --cell 2m -o again
diff -r sample again || wrong "two towns of one seed differ"
finish

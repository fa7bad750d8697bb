# Standard input, output and error as other programs hand them on: closed, a terminal, a pipe whose
# reader left, given twice, several at once; and progress never among the data.
. "$SRC/tests/support/pipe.sh" || exit 3

points 70000 > in.geojsonl
points 50 > few.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
expect 0 gn-null -o few.fgb few.geojsonl
gn-null few.fgb > few_stream.fgb

# ---- the reader leaves ----
for format in fgb csv geojsonl geojson; do
    gn-null -f $format in.fgb 2> messages | head -c 100 > head_bytes
    same "${PIPESTATUS[0]}" 141 "$format into head"
    [[ ! -s messages ]] || wrong "words on a closed pipe: $(cat messages)"
    # a parent that ignores SIGPIPE, as Python and cron do
    (
        trap '' PIPE
        gn-null -f $format in.fgb 2> messages
        echo $? > answer
    ) | head -c 100 > head_bytes
    same "$(cat answer)" 141 "$format into head, SIGPIPE ignored"
done
# also when the output is small and comes at the end
gn-sample --addresses 500 --no-rasters -o town
gn-access -o access.fgb town
gn-norm --criteria access --town town -o norm.gpkg access.fgb
: > answers
for command in 'gn-norm --json --criteria access --town town access.fgb' 'gn-check --json norm.gpkg' \
    'gn-null --help' 'gn-null --describe' 'gn-null --version' 'gn-null few.fgb'; do
    { sleep 0.4; $command; echo "$? $command" >> answers; } 2> /dev/null | true
done
same "$(grep -cv '^141 ' answers)" 0 "answers into a closed pipe: $(cat answers)"

# ---- closed files ----
expect 3 bash -c 'gn-null -o closed.csv <&-'
[[ ! -e closed.csv ]] || wrong "an output of a closed standard input"
expect 0 bash -c 'gn-null -o closed.fgb few.fgb <&-'
expect 0 bash -c 'gn-null -O -o closed.fgb few.fgb >&-'
expect 0 bash -c 'gn-null -O -o closed.fgb few.fgb 2>&-'
expect 0 bash -c 'gn-null -O -o closed.gpkg few.fgb <&- >&- 2>&-'
expect 0 gn-null -o again.fgb few.fgb
cmp closed.fgb again.fgb || wrong "closed files change the output"
same "$(rows closed.gpkg)" 50 "rows with all standard files closed"
gn-null -f csv few.fgb > few.csv
for format in fgb csv geojsonl geojson; do
    expect 3 bash -c "gn-null -f $format few.fgb >&-"
done
expect 3 bash -c 'gn-norm --json --criteria access --town town access.fgb >&-'
expect 3 bash -c 'gn-check --json norm.gpkg >&-'
expect 3 bash -c 'gn-null --help >&-'
expect 2 bash -c 'gn-null --nonsense 2>&-'
# a message must not get into an output that took the number of a closed standard error
expect 0 bash -c 'gn-null -v -O -o closed.csv few.fgb 2>&- >&-'
cmp few.csv closed.csv || wrong "messages in the output"

# ---- a terminal ----
# on_terminal COMMAND: its standard files are a terminal; `screen` is what was written there
on_terminal() {
    status=0
    TERM=xterm script -qec "$1" /dev/null < /dev/null > screen || status=$?
}
if command -v script > /dev/null; then
    on_terminal 'gn-null -o typed.csv'
    same "$status" 2 "standard input is a terminal ($(cat screen))"
    grep -q 'hint:' screen || wrong "no hint about the terminal: $(cat screen)"
    [[ ! -e typed.csv ]] || wrong "an output of a terminal"
    on_terminal 'gn-null - -o typed.csv'
    same "$status" 2 "- is a terminal"
    on_terminal 'gn-null few.fgb'
    same "$status" 2 "FlatGeobuf onto a terminal"
    ! grep -aq fgb screen || wrong "bytes on the terminal"
    on_terminal 'gn-null -f csv few.fgb'
    same "$status $(grep -c , screen)" "0 51" "csv onto a terminal"
    on_terminal 'gn-null --progress=always in.fgb > with_progress.fgb'
    same "$status" 0 "progress on a terminal"
    [[ -s screen ]] || wrong "no progress on a terminal"
    gn-null in.fgb > without.fgb
    cmp without.fgb with_progress.fgb || wrong "progress among the data"
else
    echo "without terminals: script(1) is not installed"
fi

# ---- progress and messages are not data ----
for format in fgb csv geojsonl geojson; do
    gn-null -f $format in.fgb > plain
    for option in --progress --progress=always --progress=machine -v -vv --no-progress -q; do
        gn-null $option -f $format in.fgb > chatty 2> messages
        cmp -s plain chatty || wrong "$option changes $format"
    done
    gn-null --progress=always -f $format in.fgb 2> /dev/full > chatty
    cmp -s plain chatty || wrong "messages that cannot be written change $format"
done
gn-null --progress=machine in.fgb 2>&1 > /dev/null | grep -vE '^@progress [0-9]+$' > strange
[[ ! -s strange ]] || wrong "not for machines: $(cat strange)"
gn-null --progress=machine in.fgb 2>&1 > /dev/null | sed 's/@progress //' | sort -nc || wrong "progress goes back"

# ---- several streams ----
expect 0 gn-null -O -o one.csv <(gn-null in.fgb)
expect 0 gn-null -O -o two.csv in.fgb
cmp one.csv two.csv || wrong "a process substitution gives other rows"
# a pipe with a name like an option
mkfifo ./-pipe
cat few.fgb > ./-pipe &
expect 0 bash -c 'timeout 10 gn-null -O -o one.csv -- -pipe < /dev/null'
cmp one.csv few.csv || wrong "a named pipe gives other rows"
rm ./-pipe
# a substituted tool that fails is seen, unlike by the shell
expect 3 gn-null -O -o none.csv <(gn-null --fail late in.fgb 2> /dev/null)
expect 3 gn-null -O -o none.csv <(gn-null missing.fgb 2> /dev/null)
[[ ! -e none.csv ]] || wrong "an output of a failed substitution"
# standard input is there once
expect 2 bash -c 'gn-null --tree - < few.fgb > none.fgb'
expect 2 bash -c 'gn-null --tree - - < few.fgb > none.fgb'
says "standard input"
expect 2 bash -c 'gn-null --tree - few.fgb < few.fgb > none.fgb'
expect 2 bash -c 'gn-null - - < few.fgb > none.fgb'
expect 0 bash -c 'gn-null -O -o one.csv - < few.fgb'
cmp one.csv few.csv || wrong "- is not standard input"
finish

# A writer that is killed between any two calls, or stopped by a signal: the output is always the
# old one or the new one, and the next run clears what the dead one left.
. "$SRC/tests/support/faults.sh" || exit 3
export FAIL_PATH=target_here
shopt -s extglob

points 5 > in.geojsonl
expect 0 gn-null -o in.fgb in.geojsonl
mkdir target_here

# old_or_new FORMAT WHAT
old_or_new() {
    cmp -s "target_here/out.$1" "old.$1" || cmp -s "target_here/out.$1" "new.$1" ||
        wrong "neither old nor new: $2"
}
moments=0
for format in gpkg fgb csv geojsonl geojson; do
    expect 0 gn-null -o old.$format in.fgb
    expect 0 gn-null --add 7 -o new.$format in.fgb
    [[ $format != gpkg ]] || gpkg_is_good new.gpkg || wrong "gpkg_is_good does not know a good file"
    for call in open write fsync close unlink rename; do
        for number in $(numbers 1); do
            cp old.$format target_here/out.$format
            failing $call "$number" kill gn-null --add 7 -O -o target_here/out.$format in.fgb || break
            same "$status" 137 "killed at $call $number"
            moments=$((moments + 1))
            old_or_new $format "$format: killed at $call $number"
            # so that also leavings of several runs come together
            ((moments % 8)) || {
                expect 0 gn-null --add 7 -O -o target_here/out.$format in.fgb
                cmp -s target_here/out.$format new.$format ||
                    wrong "the next run is not as ever: $format: $call $number"
                [[ -z $(beside target_here out.$format) ]] ||
                    wrong "the next run clears not all: $format: $call $number: $(beside target_here out.$format)"
            }
        done
        find target_here -mindepth 1 -delete
    done
done
((moments >= 100)) || wrong "only $moments moments"

# what others have put there is left alone: other names, living processes, not even a number
expect 0 gn-null -o target_here/out.gpkg in.fgb
kept=(".out.$$.tmp.gpkg" .out.tmp.gpkg .out.1x.tmp.gpkg .outer.999999.tmp.gpkg .out.999999.tmpx out.999999.tmp.gpkg)
(cd target_here && touch "${kept[@]}" .out.999999.tmp.gpkg .out.999999.tmp.gpkg-journal)
expect 0 gn-null -O -o target_here/out.gpkg in.fgb
same "$(beside target_here out.gpkg "${kept[@]}")" "" "left of a dead process"
for name in "${kept[@]}"; do
    [[ -e target_here/$name ]] || wrong "'$name' was cleared"
done
find target_here -mindepth 1 -delete

# at any moment of a longer run, by the clock: killed, stopped
points 30000 > many.geojsonl
expect 0 gn-null -o many.fgb many.geojsonl
expect 0 gn-null --add 7 -O -o new.gpkg many.fgb
for moment in 0.01 0.05 0.12 0.2 0.3 0.4 0.6; do
    for signal in KILL TERM INT; do
        cp old.gpkg target_here/out.gpkg
        env --default-signal gn-null --add 7 -O -o target_here/out.gpkg many.fgb 2> messages &
        sleep $moment
        kill -s $signal $! 2> kill_messages
        wait $! 2> kill_messages
        status=$?
        old_or_new gpkg "SIG$signal after $moment s"
        case $status in
        0) cmp -s target_here/out.gpkg new.gpkg || wrong "done, with the old output: SIG$signal $moment" ;;
        $((128 + $(kill -l $signal)))) ;;
        *) wrong "status $status: SIG$signal after $moment s ($(cat messages))" ;;
        esac
        [[ $signal == KILL || -z $(beside target_here out.gpkg) ]] ||
            wrong "left by SIG$signal after $moment s: $(beside target_here out.gpkg)"
        [[ $signal != KILL ]] || find target_here -name '.*' -delete
    done
done

# waiting for an upstream tool that says nothing, in a pipe and in a named one
mkfifo silent
for arguments in - silent; do
    sleep 60 > silent & # lets the pipe be opened
    sleeper=$!
    if [[ $arguments == - ]]; then
        timeout -k 0 10 env --default-signal gn-null -o target_here/silent.csv < silent 2> messages &
    else
        timeout -k 0 10 env --default-signal gn-null -o target_here/silent.csv silent 2> messages &
    fi
    waiting=$!
    sleep 0.5
    kill -TERM $waiting
    wait $waiting
    same "$?" 143 "SIGTERM while waiting for input from '$arguments' ($(cat messages))"
    kill $sleeper
    wait $sleeper 2> kill_messages
    [[ -z $(beside target_here out.gpkg) ]] || wrong "left: $(beside target_here out.gpkg)"
done
# a named pipe that nobody has opened for writing
timeout -k 0 10 env --default-signal gn-null -o target_here/silent.csv silent 2> messages &
waiting=$!
sleep 0.5
kill -TERM $waiting
wait $waiting
same "$?" 143 "SIGTERM while opening a named pipe ($(cat messages))"

# the reader sleeps and the pipe is full: what comes after the signal is not taken for an end
for format in fgb geojsonl; do
    gn-null --add 1 -f $format many.fgb > whole
    (
        env --default-signal gn-null --add 1 -f $format many.fgb 2> messages &
        echo $! > stopped
        wait $!
        echo $? > answer
    ) | {
        sleep 1
        kill -TERM "$(cat stopped)"
        sleep 0.3
        cat > half
    }
    same "$(cat answer)" 143 "SIGTERM before a full pipe, $format"
    (($(stat -c %s half) < $(stat -c %s whole))) || wrong "all was written in spite of SIGTERM, $format"
    expect 3 gn-null -f csv half > refused.csv
    expect 3 gn-null -f csv < half > refused.csv
done
finish

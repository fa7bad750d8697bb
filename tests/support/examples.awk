# The commands of the examples in a manual page (after "# EXAMPLES") or, with readme=1, of the
# ```sh blocks of a README. A block with lines that begin with "$ " has its commands there; another
# block is commands as a whole. Commands that install or build are left out.
function emit(line) {
    if (line !~ /^(scripts\/|sudo |git |cmake |ctest |ninja |make |apt|\.\/scripts)/)
        print line
}
function unescape(text,   at, out) {
    while ((at = index(text, "\\")) && at < length(text)) {
        out = out substr(text, 1, at - 1) substr(text, at + 1, 1)
        text = substr(text, at + 2)
    }
    return out text
}
function flush_block(   i, line, marked, on) {
    marked = on = 0
    for (i = 1; i <= n; i++)
        if (block[i] ~ /^\$ /)
            marked = 1
    for (i = 1; i <= n; i++) {
        line = block[i]
        if (!marked) {
            emit(line)
        } else if (line ~ /^\$ /) {
            emit(substr(line, 3))
            on = line ~ /\\$/
        } else if (on) { # a command over several lines
            emit(line)
            on = line ~ /\\$/
        }
    }
    n = 0
}
readme && /^```sh[ \t]*$/ { inside = 1; next }
readme && /^```/ { if (inside) flush_block(); inside = 0; next }
readme { if (inside) block[++n] = $0; next }
/^# / { inside = $0 ~ /^# EXAMPLES/; next }
inside && /^[ \t]*```/ { literal = !literal; next }
inside {
    line = $0
    sub(/^[ \t]+/, "", line)
    if (!literal) # scdoc's escapes
        line = unescape(line)
    if (line ~ /^\$ / || n)
        block[++n] = line
    if (n && line !~ /\\$/)
        flush_block()
}
END { if (n) flush_block() }

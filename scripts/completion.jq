# A bash completion from `gn-<name> --describe`.
def words: map("--" + .name + (if .letter then " -" + .letter else "" end)) | join(" ");
def pattern: "--" + .name + (if .letter then "|-" + .letter else "" end);
def function: "_" + (.name | gsub("-"; "_"));
def choices: [.options[] | select(.choices and (.bare | not))];
def free: [.options[] | select(.type | IN("integer", "number", "length", "area", "percent"))];
"# bash completion for " + .name,
function + "()",
"{",
"    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
"    COMPREPLY=()",
"    case $previous in",
(choices[] | "    " + pattern + ")",
  "        COMPREPLY=($(compgen -W \"" + (.choices | join(" ")) + "\" -- \"$current\"))",
  "        return ;;"),
(free | select(length > 0) | "    " + (map(pattern) | join("|")) + ")", "        return ;;"),
"    esac",
"    if [[ $current == -* ]]; then",
"        COMPREPLY=($(compgen -W \"" + (.options | words) + "\" -- \"$current\"))",
"    fi",
"}",
"complete -o default -F " + function + " " + .name

# A bash completion from `gn-<name> --describe`; --rawfile norms data/norms.csv gives the profiles.
def words: map("--" + .name + (if .letter then " -" + .letter else "" end)) | join(" ");
def pattern: "--" + .name + (if .letter then "|-" + .letter else "" end);
def function: "_" + (.name | gsub("-"; "_"));
def profiles: $norms | split("\n") | map(split(",")[0] // "") | map(select(test("^[a-z]") and . != "name"));
# What may stand for the value: its choices, the named norms, the criteria, the plain words of "green|PATH".
def known:
  if .choices then .choices
  elif (.value // "") | test("PROFILE") then profiles
  elif .value == "CRITERION=PCT[,...]" then ["trees=", "canopy=", "access=", "norm="]
  elif .value == "LIST" then (.default // "" | split(","))
  else (.value // "" | split("|") | map(select(test("^[a-z]+$")))) end;
def is_list: (.value // "") | test(",\\.\\.\\.|LIST");
def offered: [.options[] | select(known | length > 0)];
def free: [.options[] | select((known | length == 0) and (.type | IN("integer", "number", "length", "area", "percent")))];
"# bash completion for " + .name,
function + "()",
"{",
"    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} before=",
"    COMPREPLY=()",
"    # --option=value: bash makes three words of it",
"    if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi",
"    case $previous in",
(offered[] | "    " + pattern + ")",
  (if is_list then "        [[ $current == *,* ]] && before=${current%,*},", "        compopt -o nospace 2> /dev/null" else empty end),
  "        COMPREPLY=($(compgen -P \"$before\" -W \"" + (known | join(" ")) + "\" -- \"${current##*,}\"))",
  "        return ;;"),
(free | select(length > 0) | "    " + (map(pattern) | join("|")) + ")", "        return ;;"),
"    esac",
"    if [[ $current == -* ]]; then",
"        COMPREPLY=($(compgen -W \"" + (.options | words) + "\" -- \"$current\"))",
"    fi",
"}",
"complete -o default -F " + function + " " + .name

# OPTIONS of a manual page, in scdoc, from `gn-<name> --describe`.
def esc: gsub("(?<c>[\\\\*_<>#])"; "\\\(.c)");
def heading: {tool: null, theme: "Themes", input: "Input", output: "Output", general: "General"}[.];
def value:
  if .bare then "[=" + (.choices | join("|") | esc) + "]"
  elif .type == "flag" then ""
  else " _" + ((.value // (.choices | join("|"))) | esc) + "_" end;
def sentence:
  (.help[0:1] | ascii_upcase) + .help[1:]
  + (if .choices and .value then ": " + (.choices | join(", ")) else "" end)
  + (if .default then " (default: " + .default + ")" else "" end) + ".";
def entry:
  (if .letter then "*-" + .letter + "*, " else "" end)
  + "*--" + (.name | esc) + "*" + value + "\n\t" + (sentence | esc) + "\n";
. as $tool
| ("tool", "theme", "input", "output", "general") as $group
| [$tool.options[] | select(.group == $group)]
| select(length > 0)
| (if ($group | heading) then "## " + ($group | heading) + "\n\n" else "" end)
  + (map(entry) | join("\n"))

/** The shells that can be taught to complete. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/** What a script reads instead of a list of words: the shell's own files may stand there. */
export const filesLine = ":files";

const bash = String.raw`# Completions of ragstep. In ~/.bashrc: eval "$(ragstep completions bash)"
_ragstep() {
  local value
  COMPREPLY=()
  while IFS=$'\t' read -r value _; do
    if [[ $value == "${filesLine}" ]]; then
      compopt -o default 2>/dev/null
    else
      COMPREPLY+=("$value")
    fi
  done < <("\${COMP_WORDS[0]}" completions bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _ragstep ragstep
`;

const zsh = String.raw`#compdef ragstep
# Completions of ragstep. In ~/.zshrc: eval "$(ragstep completions zsh)"
_ragstep() {
  local -a found
  local line files=""
  while IFS= read -r line; do
    if [[ $line == "${filesLine}" ]]; then
      files=1
    else
      found+=("\${\${line%%$'\t'*}//:/\\:}:\${line#*$'\t'}")
    fi
  done < <("\${words[1]}" completions zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( $#found )); then _describe ragstep found; fi
  if [[ -n $files ]]; then _files; fi
}
if [[ $funcstack[1] == _ragstep ]]; then
  _ragstep "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _ragstep ragstep
fi
`;

const fish = String.raw`# Completions of ragstep. In ~/.config/fish/config.fish: ragstep completions fish | source
function __ragstep_complete
  set -l line (commandline -opc)
  for found in (command $line[1] completions fish -- $line[2..-1] (commandline -ct) 2>/dev/null)
    if test "$found" = "${filesLine}"
      __fish_complete_path (commandline -ct)
    else
      echo $found
    end
  end
end
complete -c ragstep -f -a '(__ragstep_complete)'
`;

// A template cannot hold the shells' own \`\${…}\` as it is.
const texts: Readonly<Record<Shell, string>> = { bash, zsh, fish };

/** The script that teaches a shell: it asks this program at each key, so it never grows old. */
export function shellScript(shell: Shell): string {
  return texts[shell].replaceAll("\\${", "${");
}

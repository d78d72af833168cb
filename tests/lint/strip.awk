# Reads C and prints "file:line:text" for every line, comments gone. With -v want=code string literals
# are empty, with -v want=strings only what stands in them is left, each between \001 marks.

FNR == 1 { comment = 0 }
{
	line = $0; n = length(line); out = ""; quote = ""
	for (i = 1; i <= n; i++) {
		c = substr(line, i, 1); pair = substr(line, i, 2)
		if (comment) {
			if (pair == "*/") { comment = 0; i++ }
			continue
		}
		if (quote != "") {
			if (c == "\\") {
				if (want == "strings" && quote == "\"") out = out pair
				i++
			} else if (c == quote) {
				out = out (want == "strings" ? (quote == "\"" ? "\001" : "") : c)
				quote = ""
			} else if (want == "strings" && quote == "\"") {
				out = out c
			}
			continue
		}
		if (pair == "/*") { comment = 1; i++; continue }
		if (pair == "//") break
		if (c == "\"" || c == "'") {
			quote = c
			out = out (want == "strings" ? (c == "\"" ? "\001" : "") : c)
		} else if (want == "code") {
			out = out c
		}
	}
	print FILENAME ":" FNR ":" out
}

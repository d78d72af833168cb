# Turns sql/queries/<noun>/<verb>.sql into an enum and a table of statements.
#   awk -v want=h|c -f queries.awk FILES   (sorted names)
# A file begins with "-- noun/verb: what it does." and may hold "-- in:", "-- out:", "-- roles:",
# "-- reads:" lines; $1..$n of the text are its parameters, n is counted in "-- in:". Statements of
# partner/ are marked: store/db fills their $1 with the organisation of the session.

function flush_file() {
	if (name == "")
		return
	id = toupper(name); gsub(/[^A-Z0-9]/, "_", id)
	ids[++n] = id; names[n] = name; texts[n] = text; params[n] = np; roles[n] = role
}

FNR == 1 {
	flush_file()
	name = FILENAME; sub(/^.*sql\/queries\//, "", name); sub(/\.sql$/, "", name)
	text = ""; np = 0; role = ""; inside = 0
	if ($0 !~ "^-- " name ": ") {
		print FILENAME ":1: must begin with \"-- " name ": ...\"" > "/dev/stderr"
		failed = 1
	}
	text = "-- " name "\\n"
	next
}
/^-- in:/ { line = $0; sub(/^-- in:[ \t]*/, "", line); if (line != "" && line != "nothing") np += split(line, part, ","); next }
/^-- in \+:/ { line = $0; sub(/^-- in \+:[ \t]*/, "", line); np += split(line, part, ","); next }
/^-- roles:/ { role = $0; sub(/^-- roles:[ \t]*/, "", role); next }
/^--/ { next }
{
	line = $0; gsub(/\\/, "&&", line); gsub(/"/, "\\\"", line)
	text = text line "\\n"
}
END {
	flush_file()
	if (failed)
		exit 1
	if (want == "h") {
		print "/* Generated from sql/queries: names of the statements. */"
		print "#ifndef Q_H\n#define Q_H\n\n#include <stdbool.h>\n\nenum q {"
		for (i = 1; i <= n; i++) print "\tQ_" ids[i] ","
		print "\tQ__COUNT\n};\n\nstruct q_info {\n\tconst char *name, *text, *roles;\n\tint n_params;\n\tbool org; /* $1 is the organisation of the session */\n};\n"
		print "extern const struct q_info q_info[Q__COUNT];\n\n#endif"
	} else {
		print "/* Generated from sql/queries: text of the statements. */\n#include \"q.h\"\n"
		print "const struct q_info q_info[Q__COUNT] = {"
		for (i = 1; i <= n; i++)
			print "\t[Q_" ids[i] "] = { \"" names[i] "\", \"" texts[i] "\", \"" roles[i] "\", " params[i] ", " (names[i] ~ /^partner\// ? "true" : "false") " },"
		print "};"
	}
}

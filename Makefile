# Every command is done by tools/run.py, which needs Python only (so Windows has the same ones).

COMMANDS = demo test soak browser lint fix bench words docs

.PHONY: help run flask $(COMMANDS)

# exec, so that Ctrl+C reaches the program itself.
tell = @python=$$(sh tools/find_python.sh) && exec "$$python" tools/run.py

help:
	$(tell) help

run:
	$(tell) serve

$(COMMANDS):
	$(tell) $@

# make flask c="backup /media/usb/school.db"
flask:
	$(tell) flask $(c)

"""How fast, beside what people would use instead. Needs `make bench`: libraries of its own.

timing      processor time of calls, and how it is told
mails       invitations of a given size
ours        a complete suggestion
usual       the same with the libraries that are usual for each step
dates       finding moments: speed, and how many are right
fresh       what it costs to start
bench       all of these: `python -m benchmarks.bench`

contenders  what each keeper of reminders is asked, and what is checked of it
fill        many pending reminders, put quickly
reminders_ours, reminders_growth, reminders_load    ours: speed; size; beside suggestions
peers_*     what people would use instead, and bare SQL
reminders_goals     what ours is to reach
places      the databases of a run
reminders   all of these: `python -m benchmarks.reminders`
"""

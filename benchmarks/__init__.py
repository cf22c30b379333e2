"""How fast, beside what people would use instead. Needs `make bench`: libraries of its own.

timing      processor time of calls, and how it is told
mails       invitations of a given size
ours        a complete suggestion
usual       the same with the libraries that are usual for each step
dates       finding moments: speed, and how many are right
fresh       what it costs to start
bench       all of it: `python -m benchmarks.bench`
"""

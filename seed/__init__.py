"""The people of the drill commune: residents, households, land, offices, officials, and the working calendar.

Nothing here is real, and everything here says so: see the reserved ranges in `seed.reserved`.
"""

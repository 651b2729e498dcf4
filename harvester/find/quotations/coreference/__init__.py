"""Who is meant: the speaker who goes on, and the name that an article gives to a speaker."""

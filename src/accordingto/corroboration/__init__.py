"""From many readings: copies and origins, cases, tolls by voice, grades, and checks."""

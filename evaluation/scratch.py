"""Scratch: read a gold folder with the rule reader and score it (replaced by the gate later)."""
import json, subprocess, sys, time
from pathlib import Path
from accordingto.reader.readers import rule_reader
from accordingto.records.codec import to_json
from accordingto.report import Report
split, *rest = sys.argv[1:]
gold = Path("/work/shared/gold") / split
reader = rule_reader()
out = Path(f"/tmp/readings-{split}-{sys.argv[2] if len(rest) and not rest[0].startswith('-') else 'all'}.jsonl")
rest = [r for r in rest if r.startswith("-") or r in ("figures","statements","incidents","agreements","blame")]
begin = time.time(); n = 0
with out.open("w") as f:
    for line in (gold / "reports.jsonl").open():
        r = json.loads(line); n += 1
        f.write(to_json(reader.read(Report(id=r["id"], text=r["text"], title=r["title"], published=r["published"], publisher=r["publisher"]))) + "\n")
print(f"{n} reports, {n/(time.time()-begin):.0f} reports/s")
subprocess.run([sys.executable, "/work/shared/gold/score.py", str(out), str(gold), *rest])

CREATE TABLE case_codes (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	founder_sha256 TEXT NOT NULL,
	founder_start INTEGER NOT NULL,
	minted_at TEXT NOT NULL,
	CONSTRAINT pk_case_codes PRIMARY KEY (id),
	CONSTRAINT uq_case_codes_code UNIQUE (code)
)
 STRICT

CREATE INDEX ix_case_codes_founder ON case_codes (founder_sha256, founder_start)

CREATE TRIGGER case_codes_no_update BEFORE UPDATE ON case_codes BEGIN SELECT RAISE(ABORT, 'codes of cases are never changed or deleted; people cite them'); END

CREATE TRIGGER case_codes_no_delete BEFORE DELETE ON case_codes BEGIN SELECT RAISE(ABORT, 'codes of cases are never changed or deleted; people cite them'); END

CREATE TABLE case_keys (
	"key" INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	CONSTRAINT pk_case_keys PRIMARY KEY ("key", account_id)
)
 WITHOUT ROWID,
 STRICT

CREATE INDEX ix_case_keys_account ON case_keys (account_id)

CREATE TABLE case_bands (
	band INTEGER NOT NULL,
	digest_id INTEGER NOT NULL,
	CONSTRAINT pk_case_bands PRIMARY KEY (band, digest_id)
)
 WITHOUT ROWID,
 STRICT

CREATE INDEX ix_case_bands_digest ON case_bands (digest_id)

CREATE TABLE case_shingles (
	shingle INTEGER NOT NULL,
	digest_id INTEGER NOT NULL,
	CONSTRAINT pk_case_shingles PRIMARY KEY (shingle, digest_id)
)
 WITHOUT ROWID,
 STRICT

CREATE TABLE case_outlines (
	id INTEGER NOT NULL,
	code TEXT NOT NULL,
	accounts INTEGER NOT NULL,
	kind TEXT NOT NULL,
	first_day TEXT,
	last_day TEXT,
	place TEXT,
	gazetteer_name TEXT,
	admin1 TEXT,
	country TEXT,
	lat REAL,
	lon REAL,
	where_prec INTEGER,
	at_facility INTEGER NOT NULL,
	killed INTEGER,
	differing INTEGER,
	CONSTRAINT pk_case_outlines PRIMARY KEY (id),
	CONSTRAINT uq_case_outlines_code UNIQUE (code)
)
 STRICT

CREATE INDEX ix_case_outlines_differing ON case_outlines (differing, code)

CREATE INDEX ix_case_outlines_where ON case_outlines (lat, lon, where_prec, at_facility, first_day, last_day, country, kind, killed, code)

CREATE INDEX ix_case_outlines_days ON case_outlines (first_day, last_day, country, kind, killed, code)

CREATE INDEX ix_case_outlines_killed ON case_outlines (killed, code)

CREATE TABLE decisions (
	id INTEGER NOT NULL,
	hash TEXT NOT NULL,
	reviewer TEXT NOT NULL,
	seq INTEGER NOT NULL,
	time TEXT NOT NULL,
	decision TEXT NOT NULL,
	undoes TEXT,
	is_blind INTEGER NOT NULL,
	entry TEXT NOT NULL,
	CONSTRAINT pk_decisions PRIMARY KEY (id),
	CONSTRAINT uq_decisions_hash UNIQUE (hash)
)
 STRICT

CREATE INDEX ix_decisions_undoes ON decisions (undoes)

CREATE INDEX ix_decisions_chain ON decisions (reviewer, seq)

CREATE INDEX ix_decisions_time ON decisions (time)

CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TABLE chain_heads (
	id INTEGER NOT NULL,
	reviewer TEXT NOT NULL,
	seq INTEGER NOT NULL,
	hash TEXT NOT NULL,
	CONSTRAINT pk_chain_heads PRIMARY KEY (id),
	CONSTRAINT uq_chain_heads_hash UNIQUE (hash)
)
 STRICT

CREATE INDEX ix_chain_heads_reviewer ON chain_heads (reviewer)

CREATE TABLE case_reviews (
	id INTEGER NOT NULL,
	text_sha256 TEXT NOT NULL,
	start INTEGER NOT NULL,
	state TEXT,
	assignee TEXT,
	grade TEXT,
	disputed TEXT NOT NULL,
	decisions TEXT NOT NULL,
	notes TEXT NOT NULL,
	time TEXT NOT NULL,
	CONSTRAINT pk_case_reviews PRIMARY KEY (id),
	CONSTRAINT uq_case_reviews_text_sha256_start UNIQUE (text_sha256, start)
)
 STRICT

CREATE TABLE exports (
	id INTEGER NOT NULL,
	exported_at TEXT NOT NULL,
	exported_by TEXT NOT NULL,
	format TEXT NOT NULL,
	filters TEXT NOT NULL,
	with_unreviewed INTEGER NOT NULL,
	state TEXT NOT NULL,
	as_of TEXT NOT NULL,
	program TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	files TEXT NOT NULL,
	left_out INTEGER NOT NULL,
	CONSTRAINT pk_exports PRIMARY KEY (id)
)
 STRICT

CREATE INDEX ix_exports_sha256 ON exports (sha256)

CREATE TABLE case_looks (
	id INTEGER NOT NULL,
	reviewer TEXT NOT NULL,
	code TEXT NOT NULL,
	looked_at TEXT NOT NULL,
	accounts BLOB,
	decision INTEGER NOT NULL,
	CONSTRAINT pk_case_looks PRIMARY KEY (id),
	CONSTRAINT uq_case_looks_reviewer_code UNIQUE (reviewer, code)
)
 STRICT

CREATE INDEX ix_case_looks_code ON case_looks (code)

CREATE TABLE sessions (
	id INTEGER NOT NULL,
	reviewer TEXT NOT NULL,
	began_at TEXT NOT NULL,
	last_at TEXT NOT NULL,
	since_reading INTEGER NOT NULL,
	since_decision INTEGER NOT NULL,
	reading INTEGER NOT NULL,
	decision INTEGER NOT NULL,
	CONSTRAINT pk_sessions PRIMARY KEY (id),
	CONSTRAINT uq_sessions_reviewer UNIQUE (reviewer)
)
 STRICT

CREATE TABLE redactions (
	id INTEGER NOT NULL,
	hash TEXT NOT NULL,
	decision TEXT NOT NULL,
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	reviewer TEXT NOT NULL,
	why TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_redactions PRIMARY KEY (id),
	CONSTRAINT ck_redactions_decision CHECK (decision IN ('withhold', 'show')),
	CONSTRAINT ck_redactions_kind CHECK (kind IN ('name', 'rule')),
	CONSTRAINT uq_redactions_hash UNIQUE (hash)
)
 STRICT

CREATE INDEX ix_redactions_value ON redactions (kind, value)

CREATE TABLE about (
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_about PRIMARY KEY (name)
)
 STRICT

CREATE TABLE blobs (
	id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	packing TEXT NOT NULL,
	bytes BLOB,
	CONSTRAINT pk_blobs PRIMARY KEY (id),
	CONSTRAINT ck_blobs_packing CHECK (packing IN ('identity', 'deflate')),
	CONSTRAINT uq_blobs_sha256 UNIQUE (sha256)
)
 STRICT

CREATE TABLE texts (
	id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	text TEXT NOT NULL,
	characters INTEGER NOT NULL,
	CONSTRAINT pk_texts PRIMARY KEY (id),
	CONSTRAINT uq_texts_sha256 UNIQUE (sha256)
)
 STRICT

CREATE TABLE tombstones (
	id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	now_sha256 TEXT,
	spans TEXT NOT NULL,
	reason TEXT NOT NULL,
	made_at TEXT NOT NULL,
	CONSTRAINT pk_tombstones PRIMARY KEY (id),
	CONSTRAINT uq_tombstones_kind_sha256 UNIQUE (kind, sha256)
)
 STRICT

CREATE TABLE decision_targets (
	id INTEGER NOT NULL,
	decision_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	text_sha256 TEXT NOT NULL,
	title_sha256 TEXT,
	kind TEXT NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	CONSTRAINT pk_decision_targets PRIMARY KEY (id),
	CONSTRAINT uq_decision_targets_decision_id_seq UNIQUE (decision_id, seq),
	CONSTRAINT fk_decision_targets_decision_id FOREIGN KEY(decision_id) REFERENCES decisions (id)
)
 STRICT

CREATE INDEX ix_decision_targets_decision_id ON decision_targets (decision_id)

CREATE INDEX ix_decision_targets_words ON decision_targets (text_sha256, kind, span_start)

CREATE TRIGGER decision_targets_no_update BEFORE UPDATE ON decision_targets BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TRIGGER decision_targets_no_delete BEFORE DELETE ON decision_targets BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TABLE decision_steps (
	id INTEGER NOT NULL,
	decision_id INTEGER NOT NULL,
	prev TEXT NOT NULL,
	CONSTRAINT pk_decision_steps PRIMARY KEY (id),
	CONSTRAINT uq_decision_steps_decision_id_prev UNIQUE (decision_id, prev),
	CONSTRAINT fk_decision_steps_decision_id FOREIGN KEY(decision_id) REFERENCES decisions (id)
)
 STRICT

CREATE INDEX ix_decision_steps_prev ON decision_steps (prev)

CREATE TRIGGER decision_steps_no_update BEFORE UPDATE ON decision_steps BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TRIGGER decision_steps_no_delete BEFORE DELETE ON decision_steps BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TABLE decision_contents (
	id INTEGER NOT NULL,
	decision_id INTEGER NOT NULL,
	commitment TEXT NOT NULL,
	part TEXT NOT NULL,
	salt TEXT,
	content TEXT,
	erased_at TEXT,
	erased_why TEXT,
	CONSTRAINT pk_decision_contents PRIMARY KEY (id),
	CONSTRAINT ck_decision_contents_whole CHECK ((salt IS NULL) = (content IS NULL)),
	CONSTRAINT ck_decision_contents_erased CHECK ((content IS NULL) = (erased_at IS NOT NULL)),
	CONSTRAINT fk_decision_contents_decision_id FOREIGN KEY(decision_id) REFERENCES decisions (id),
	CONSTRAINT uq_decision_contents_commitment UNIQUE (commitment)
)
 STRICT

CREATE INDEX ix_decision_contents_decision_id ON decision_contents (decision_id)

CREATE TRIGGER decision_contents_no_update BEFORE UPDATE ON decision_contents WHEN NOT (NEW.content IS NULL AND NEW.salt IS NULL AND NEW.id = OLD.id AND NEW.decision_id = OLD.decision_id AND NEW.commitment = OLD.commitment AND NEW.part = OLD.part AND OLD.content IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TRIGGER decision_contents_no_delete BEFORE DELETE ON decision_contents BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted; undo is a new entry'); END

CREATE TABLE sheets (
	id INTEGER NOT NULL,
	name TEXT NOT NULL,
	version INTEGER NOT NULL,
	blob_id INTEGER NOT NULL,
	path TEXT NOT NULL,
	form TEXT NOT NULL,
	sheet TEXT,
	delimiter TEXT,
	encoding TEXT,
	mapping TEXT NOT NULL,
	headers TEXT NOT NULL,
	header_row INTEGER NOT NULL,
	tool TEXT NOT NULL,
	imported_by TEXT,
	imported_at TEXT NOT NULL,
	CONSTRAINT pk_sheets PRIMARY KEY (id),
	CONSTRAINT uq_sheets_name_version UNIQUE (name, version),
	CONSTRAINT ck_sheets_form CHECK (form IN ('csv', 'xlsx')),
	CONSTRAINT fk_sheets_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id)
)
 STRICT

CREATE INDEX ix_sheets_blob_id ON sheets (blob_id)

CREATE TABLE publications (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	source TEXT NOT NULL,
	given_id TEXT NOT NULL,
	publisher TEXT NOT NULL,
	url TEXT NOT NULL,
	text_id INTEGER NOT NULL,
	page TEXT NOT NULL,
	version INTEGER NOT NULL,
	added_at TEXT NOT NULL,
	CONSTRAINT pk_publications PRIMARY KEY (id),
	CONSTRAINT uq_publications_page_version UNIQUE (page, version),
	CONSTRAINT uq_publications_key UNIQUE ("key"),
	CONSTRAINT fk_publications_text_id FOREIGN KEY(text_id) REFERENCES texts (id)
)
 STRICT

CREATE INDEX ix_publications_text_id ON publications (text_id)

CREATE INDEX ix_publications_source ON publications (source)

CREATE TABLE sheet_rows (
	id INTEGER NOT NULL,
	sheet_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	code TEXT NOT NULL,
	date_from TEXT,
	date_to TEXT,
	days_words TEXT,
	place TEXT,
	country TEXT,
	kind TEXT,
	actors TEXT,
	sources TEXT,
	urls TEXT NOT NULL,
	grade TEXT,
	cells TEXT NOT NULL,
	CONSTRAINT pk_sheet_rows PRIMARY KEY (id),
	CONSTRAINT uq_sheet_rows_sheet_id_number UNIQUE (sheet_id, number),
	CONSTRAINT fk_sheet_rows_sheet_id FOREIGN KEY(sheet_id) REFERENCES sheets (id)
)
 STRICT

CREATE INDEX ix_sheet_rows_code ON sheet_rows (code)

CREATE INDEX ix_sheet_rows_days ON sheet_rows (date_from, date_to)

CREATE TABLE arrivals (
	id INTEGER NOT NULL,
	publication_id INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	head_sha256 TEXT NOT NULL,
	blob_id INTEGER,
	media_type TEXT NOT NULL,
	tool TEXT NOT NULL,
	report_id TEXT NOT NULL,
	title TEXT NOT NULL,
	published TEXT,
	publisher TEXT NOT NULL,
	agencies TEXT NOT NULL,
	url TEXT NOT NULL,
	metadata TEXT NOT NULL,
	extra TEXT NOT NULL,
	problems TEXT NOT NULL,
	fetched TEXT,
	warc_blob_id INTEGER,
	path TEXT NOT NULL,
	line INTEGER,
	arrived_at TEXT NOT NULL,
	CONSTRAINT pk_arrivals PRIMARY KEY (id),
	CONSTRAINT uq_arrivals_publication_id_sha256 UNIQUE (publication_id, sha256),
	CONSTRAINT fk_arrivals_publication_id FOREIGN KEY(publication_id) REFERENCES publications (id),
	CONSTRAINT fk_arrivals_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id),
	CONSTRAINT fk_arrivals_warc_blob_id FOREIGN KEY(warc_blob_id) REFERENCES blobs (id)
)
 STRICT

CREATE INDEX ix_arrivals_blob_id ON arrivals (blob_id)

CREATE INDEX ix_arrivals_report_id ON arrivals (report_id)

CREATE TABLE quarantine (
	id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	stage TEXT NOT NULL,
	path TEXT NOT NULL,
	line INTEGER,
	report_id TEXT NOT NULL,
	code TEXT NOT NULL,
	message TEXT NOT NULL,
	blob_id INTEGER,
	publication_id INTEGER,
	given TEXT NOT NULL,
	attempts INTEGER NOT NULL,
	first_at TEXT NOT NULL,
	last_at TEXT NOT NULL,
	resolved_at TEXT,
	CONSTRAINT pk_quarantine PRIMARY KEY (id),
	CONSTRAINT uq_quarantine_key UNIQUE ("key"),
	CONSTRAINT fk_quarantine_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id),
	CONSTRAINT fk_quarantine_publication_id FOREIGN KEY(publication_id) REFERENCES publications (id)
)
 STRICT

CREATE INDEX ix_quarantine_publication_id ON quarantine (publication_id)

CREATE INDEX ix_quarantine_blob_id ON quarantine (blob_id)

CREATE TABLE sheet_claims (
	id INTEGER NOT NULL,
	row_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	state TEXT NOT NULL,
	who TEXT NOT NULL,
	age TEXT NOT NULL,
	sex TEXT NOT NULL,
	low INTEGER,
	high INTEGER,
	approximate INTEGER NOT NULL,
	words TEXT NOT NULL,
	CONSTRAINT pk_sheet_claims PRIMARY KEY (id),
	CONSTRAINT uq_sheet_claims_row_id_seq UNIQUE (row_id, seq),
	CONSTRAINT fk_sheet_claims_row_id FOREIGN KEY(row_id) REFERENCES sheet_rows (id)
)
 STRICT

CREATE INDEX ix_sheet_claims_toll ON sheet_claims (state, low)

CREATE INDEX ix_sheet_claims_row_id ON sheet_claims (row_id)

CREATE TABLE readings (
	id INTEGER NOT NULL,
	publication_id INTEGER NOT NULL,
	arrival_id INTEGER NOT NULL,
	text_id INTEGER NOT NULL,
	head_sha256 TEXT NOT NULL,
	blob_id INTEGER NOT NULL,
	reader TEXT NOT NULL,
	version TEXT NOT NULL,
	model_hash TEXT NOT NULL,
	language TEXT,
	published_from TEXT,
	published_to TEXT,
	read_at TEXT NOT NULL,
	CONSTRAINT pk_readings PRIMARY KEY (id),
	CONSTRAINT uq_readings_publication_id_head_sha256_reader_version_model_hash UNIQUE (publication_id, head_sha256, reader, version, model_hash),
	CONSTRAINT fk_readings_publication_id FOREIGN KEY(publication_id) REFERENCES publications (id),
	CONSTRAINT fk_readings_arrival_id FOREIGN KEY(arrival_id) REFERENCES arrivals (id),
	CONSTRAINT fk_readings_text_id FOREIGN KEY(text_id) REFERENCES texts (id),
	CONSTRAINT fk_readings_blob_id FOREIGN KEY(blob_id) REFERENCES blobs (id)
)
 STRICT

CREATE INDEX ix_readings_newest ON readings (publication_id, read_at, id)

CREATE INDEX ix_readings_published ON readings (published_from)

CREATE INDEX ix_readings_arrival_id ON readings (arrival_id)

CREATE INDEX ix_readings_blob_id ON readings (blob_id)

CREATE INDEX ix_readings_text_id ON readings (text_id)

CREATE TABLE case_digests (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	text_sha256 TEXT NOT NULL,
	digest BLOB,
	shingles BLOB,
	words INTEGER NOT NULL,
	day INTEGER,
	story INTEGER,
	leads INTEGER NOT NULL,
	is_stale INTEGER NOT NULL,
	CONSTRAINT pk_case_digests PRIMARY KEY (id),
	CONSTRAINT uq_case_digests_reading_id UNIQUE (reading_id),
	CONSTRAINT fk_case_digests_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id),
	CONSTRAINT uq_case_digests_key UNIQUE ("key")
)
 STRICT

CREATE INDEX ix_case_digests_text ON case_digests (text_sha256)

CREATE INDEX ix_case_digests_story ON case_digests (story)

CREATE INDEX ix_case_digests_stale ON case_digests (is_stale)

CREATE TABLE reviews (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	record TEXT NOT NULL,
	kind TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	status TEXT NOT NULL,
	is_kept INTEGER NOT NULL,
	stands_as TEXT,
	reviewers TEXT NOT NULL,
	readers TEXT NOT NULL,
	unsure TEXT NOT NULL,
	decisions TEXT NOT NULL,
	notes TEXT NOT NULL,
	time TEXT NOT NULL,
	CONSTRAINT pk_reviews PRIMARY KEY (id),
	CONSTRAINT uq_reviews_reading_id_record UNIQUE (reading_id, record),
	CONSTRAINT fk_reviews_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_reviews_status ON reviews (status, kind)

CREATE INDEX ix_reviews_record ON reviews (record)

CREATE TABLE review_queue (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	decision TEXT NOT NULL,
	record TEXT,
	fields TEXT NOT NULL,
	CONSTRAINT pk_review_queue PRIMARY KEY (id),
	CONSTRAINT fk_review_queue_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_review_queue_reading_id ON review_queue (reading_id)

CREATE TABLE entries (
	id INTEGER NOT NULL,
	publication_id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	entered_by TEXT NOT NULL,
	kind TEXT NOT NULL,
	received TEXT NOT NULL,
	entered_at TEXT NOT NULL,
	source_name TEXT,
	CONSTRAINT pk_entries PRIMARY KEY (id),
	CONSTRAINT uq_entries_reading_id UNIQUE (reading_id),
	CONSTRAINT fk_entries_publication_id FOREIGN KEY(publication_id) REFERENCES publications (id),
	CONSTRAINT fk_entries_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_entries_publication_id ON entries (publication_id)

CREATE INDEX ix_entries_entered_by ON entries (entered_by)

CREATE TABLE figures (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	record TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	words TEXT NOT NULL,
	confidence REAL,
	state TEXT NOT NULL,
	low INTEGER,
	high INTEGER,
	approximate INTEGER NOT NULL,
	bound TEXT NOT NULL,
	number_words TEXT NOT NULL,
	who TEXT NOT NULL,
	scope TEXT NOT NULL,
	basis TEXT NOT NULL,
	status_claimed TEXT NOT NULL,
	age TEXT NOT NULL,
	sex TEXT NOT NULL,
	source TEXT,
	source_actor TEXT,
	incident TEXT,
	part_of TEXT,
	statement TEXT,
	status_source TEXT,
	role TEXT,
	side_actor TEXT,
	label TEXT,
	covers_from TEXT,
	covers_to TEXT,
	covers_area TEXT,
	CONSTRAINT pk_figures PRIMARY KEY (id),
	CONSTRAINT fk_figures_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_figures_reading_id ON figures (reading_id)

CREATE INDEX ix_figures_toll ON figures (state, low)

CREATE TABLE statements (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	record TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	words TEXT NOT NULL,
	confidence REAL,
	source TEXT,
	source_actor TEXT,
	cue TEXT,
	mode TEXT NOT NULL,
	stance TEXT NOT NULL,
	channel TEXT,
	knowledge TEXT NOT NULL,
	said_from TEXT,
	said_to TEXT,
	CONSTRAINT pk_statements PRIMARY KEY (id),
	CONSTRAINT fk_statements_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_statements_reading_id ON statements (reading_id)

CREATE TABLE subjects (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	statement TEXT NOT NULL,
	record TEXT NOT NULL,
	CONSTRAINT pk_subjects PRIMARY KEY (id),
	CONSTRAINT fk_subjects_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_subjects_reading_id ON subjects (reading_id)

CREATE TABLE incidents (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	record TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	words TEXT NOT NULL,
	confidence REAL,
	kind TEXT NOT NULL,
	date_from TEXT,
	date_to TEXT,
	place TEXT,
	country TEXT,
	admin1 TEXT,
	admin2 TEXT,
	lat REAL,
	lon REAL,
	where_prec INTEGER,
	geo_precision INTEGER,
	certainty TEXT NOT NULL,
	weapon TEXT,
	not_after TEXT,
	CONSTRAINT pk_incidents PRIMARY KEY (id),
	CONSTRAINT fk_incidents_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_incidents_reading_id ON incidents (reading_id)

CREATE INDEX ix_incidents_country ON incidents (country, date_from)

CREATE INDEX ix_incidents_days ON incidents (date_from, date_to)

CREATE TABLE incident_days (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	incident TEXT NOT NULL,
	date_from TEXT,
	date_to TEXT,
	precision_ucdp INTEGER,
	precision_acled INTEGER,
	edtf TEXT NOT NULL,
	source TEXT,
	source_actor TEXT,
	CONSTRAINT pk_incident_days PRIMARY KEY (id),
	CONSTRAINT fk_incident_days_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_incident_days_reading_id ON incident_days (reading_id)

CREATE TABLE places (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	incident TEXT NOT NULL,
	is_best INTEGER NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	qualifier TEXT,
	country TEXT,
	gazetteer TEXT,
	gazetteer_id TEXT,
	gazetteer_name TEXT,
	admin1 TEXT,
	admin2 TEXT,
	lat REAL,
	lon REAL,
	feature TEXT,
	where_prec INTEGER,
	geo_precision INTEGER,
	confidence REAL,
	runner_up TEXT,
	why TEXT,
	source TEXT,
	source_actor TEXT,
	CONSTRAINT pk_places PRIMARY KEY (id),
	CONSTRAINT fk_places_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_places_reading_id ON places (reading_id)

CREATE INDEX ix_places_gazetteer_id ON places (gazetteer_id)

CREATE TABLE blame (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	incident TEXT NOT NULL,
	actor TEXT NOT NULL,
	actor_actor TEXT,
	mode TEXT NOT NULL,
	source TEXT,
	source_actor TEXT,
	statement TEXT,
	alternative INTEGER,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	CONSTRAINT pk_blame PRIMARY KEY (id),
	CONSTRAINT fk_blame_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_blame_reading_id ON blame (reading_id)

CREATE INDEX ix_blame_mode ON blame (mode)

CREATE TABLE agreements (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	record TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	words TEXT NOT NULL,
	confidence REAL,
	step TEXT NOT NULL,
	date_from TEXT,
	date_to TEXT,
	subject TEXT,
	deal TEXT,
	source TEXT,
	source_actor TEXT,
	statement TEXT,
	certainty TEXT NOT NULL,
	CONSTRAINT pk_agreements PRIMARY KEY (id),
	CONSTRAINT fk_agreements_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_agreements_reading_id ON agreements (reading_id)

CREATE INDEX ix_agreements_days ON agreements (date_from, date_to)

CREATE TABLE roles (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	kind TEXT NOT NULL,
	record TEXT NOT NULL,
	role TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	words TEXT NOT NULL,
	actor TEXT,
	CONSTRAINT pk_roles PRIMARY KEY (id),
	CONSTRAINT fk_roles_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_roles_reading_id ON roles (reading_id)

CREATE TABLE actors (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	record TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	role TEXT,
	affiliation TEXT,
	category TEXT,
	public_office INTEGER NOT NULL,
	CONSTRAINT pk_actors PRIMARY KEY (id),
	CONSTRAINT fk_actors_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_actors_name ON actors (name)

CREATE INDEX ix_actors_reading_id ON actors (reading_id)

CREATE TABLE people (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	record TEXT NOT NULL,
	name TEXT NOT NULL,
	age INTEGER,
	sex TEXT NOT NULL,
	role TEXT,
	state TEXT NOT NULL,
	figure TEXT,
	span_start INTEGER NOT NULL,
	span_end INTEGER NOT NULL,
	words TEXT NOT NULL,
	CONSTRAINT pk_people PRIMARY KEY (id),
	CONSTRAINT fk_people_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_people_reading_id ON people (reading_id)

CREATE INDEX ix_people_record ON people (record)

CREATE TABLE problems (
	id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	stage TEXT NOT NULL,
	code TEXT NOT NULL,
	message TEXT NOT NULL,
	span_start INTEGER,
	span_end INTEGER,
	CONSTRAINT pk_problems PRIMARY KEY (id),
	CONSTRAINT fk_problems_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_problems_reading_id ON problems (reading_id)

CREATE TABLE search_rows (
	id INTEGER NOT NULL,
	publication_id INTEGER NOT NULL,
	reading_id INTEGER,
	what TEXT NOT NULL,
	record TEXT NOT NULL,
	in_headline INTEGER NOT NULL,
	sort TEXT NOT NULL,
	first_day TEXT,
	last_day TEXT,
	has_day INTEGER NOT NULL,
	toll INTEGER,
	doubt INTEGER,
	weight INTEGER,
	status TEXT NOT NULL,
	known_from TEXT NOT NULL,
	known_to TEXT,
	is_now INTEGER NOT NULL,
	words_hash INTEGER NOT NULL,
	CONSTRAINT pk_search_rows PRIMARY KEY (id),
	CONSTRAINT fk_search_rows_publication_id FOREIGN KEY(publication_id) REFERENCES publications (id),
	CONSTRAINT fk_search_rows_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE INDEX ix_search_rows_doubt ON search_rows (what, is_now, status, doubt, record, id) WHERE doubt IS NOT NULL

CREATE INDEX ix_search_rows_publication_id ON search_rows (publication_id)

CREATE INDEX ix_search_rows_order ON search_rows (what, is_now, sort, status, publication_id, first_day, last_day)

CREATE INDEX ix_search_rows_weight ON search_rows (what, is_now, status, weight, record, id) WHERE weight IS NOT NULL

CREATE INDEX ix_search_rows_record ON search_rows (record)

CREATE VIRTUAL TABLE search_words USING fts5(
  words, content = '', detail = none, tokenize = "ascii tokenchars '_'"
)

CREATE VIRTUAL TABLE search_instances USING fts5vocab(search_words, instance)

CREATE TABLE current_readings (
	publication_id INTEGER NOT NULL,
	reading_id INTEGER NOT NULL,
	CONSTRAINT pk_current_readings PRIMARY KEY (publication_id),
	CONSTRAINT uq_current_readings_reading_id UNIQUE (reading_id),
	CONSTRAINT fk_current_readings_publication_id FOREIGN KEY(publication_id) REFERENCES publications (id),
	CONSTRAINT fk_current_readings_reading_id FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

CREATE TABLE case_accounts (
	id INTEGER NOT NULL,
	digest_id INTEGER NOT NULL,
	record TEXT NOT NULL,
	start INTEGER NOT NULL,
	account BLOB,
	code TEXT NOT NULL,
	near BLOB,
	joined_to INTEGER,
	bond REAL,
	CONSTRAINT pk_case_accounts PRIMARY KEY (id),
	CONSTRAINT fk_case_accounts_digest_id FOREIGN KEY(digest_id) REFERENCES case_digests (id)
)
 STRICT

CREATE INDEX ix_case_accounts_code ON case_accounts (code)

CREATE INDEX ix_case_accounts_digest_id ON case_accounts (digest_id)

CREATE TABLE case_copies (
	id INTEGER NOT NULL,
	one_id INTEGER NOT NULL,
	other_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	of_one REAL,
	of_other REAL,
	CONSTRAINT pk_case_copies PRIMARY KEY (id),
	CONSTRAINT fk_case_copies_one_id FOREIGN KEY(one_id) REFERENCES case_digests (id),
	CONSTRAINT fk_case_copies_other_id FOREIGN KEY(other_id) REFERENCES case_digests (id)
)
 STRICT

CREATE INDEX ix_case_copies_other_id ON case_copies (other_id)

CREATE INDEX ix_case_copies_one_id ON case_copies (one_id)

CREATE TABLE entry_media (
	id INTEGER NOT NULL,
	entry_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	file TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	note TEXT,
	CONSTRAINT pk_entry_media PRIMARY KEY (id),
	CONSTRAINT uq_entry_media_entry_id_seq UNIQUE (entry_id, seq),
	CONSTRAINT fk_entry_media_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 STRICT

CREATE INDEX ix_entry_media_entry_id ON entry_media (entry_id)

CREATE INDEX ix_entry_media_sha256 ON entry_media (sha256)

CREATE TABLE case_links (
	id INTEGER NOT NULL,
	one_id INTEGER NOT NULL,
	other_id INTEGER NOT NULL,
	rule TEXT NOT NULL,
	score REAL,
	CONSTRAINT pk_case_links PRIMARY KEY (id),
	CONSTRAINT fk_case_links_one_id FOREIGN KEY(one_id) REFERENCES case_accounts (id),
	CONSTRAINT fk_case_links_other_id FOREIGN KEY(other_id) REFERENCES case_accounts (id)
)
 STRICT

CREATE INDEX ix_case_links_one_id ON case_links (one_id)

CREATE INDEX ix_case_links_other_id ON case_links (other_id)

CREATE VIEW decision_log AS
SELECT d.id, d.time, d.reviewer, d.seq, d.decision, c.content AS why, t.kind, t.text_sha256,
       t.span_start, t.span_end, d.undoes, d.hash
FROM decisions AS d
LEFT JOIN decision_targets AS t ON t.decision_id = d.id AND t.seq = 0
LEFT JOIN decision_contents AS c ON c.decision_id = d.id AND c.part = 'why'

CREATE VIEW reports AS SELECT p.id AS publication_id, p.key AS publication, a.report_id, a.title, p.source, a.publisher,
       a.published, p.url, p.version,
       (SELECT max(v.version) FROM publications AS v WHERE v.page = p.page) AS versions,
       t.sha256 AS text_sha256, t.characters, p.text_id, a.id AS arrival_id, a.tool, a.path, a.line,
       p.added_at, d.id AS reading_id, d.reader, d.version AS reader_version, d.language,
       d.published_from, d.published_to, d.read_at
FROM publications AS p
JOIN texts AS t ON t.id = p.text_id
LEFT JOIN current_readings AS c ON c.publication_id = p.id
LEFT JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = coalesce(
  d.arrival_id, (SELECT max(x.id) FROM arrivals AS x WHERE x.publication_id = p.id))

CREATE VIEW current_figures AS SELECT figures.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM figures
JOIN current_readings AS c ON c.reading_id = figures.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_statements AS SELECT statements.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM statements
JOIN current_readings AS c ON c.reading_id = statements.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_incidents AS SELECT incidents.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM incidents
JOIN current_readings AS c ON c.reading_id = incidents.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_blame AS SELECT blame.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM blame
JOIN current_readings AS c ON c.reading_id = blame.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_agreements AS SELECT agreements.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM agreements
JOIN current_readings AS c ON c.reading_id = agreements.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_actors AS SELECT actors.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM actors
JOIN current_readings AS c ON c.reading_id = actors.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_places AS SELECT places.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM places
JOIN current_readings AS c ON c.reading_id = places.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW current_problems AS SELECT problems.*, p.key AS publication, a.report_id, a.title, a.publisher, a.published, p.url,
       t.sha256 AS text_sha256
FROM problems
JOIN current_readings AS c ON c.reading_id = problems.reading_id
JOIN readings AS d ON d.id = c.reading_id
JOIN arrivals AS a ON a.id = d.arrival_id
JOIN publications AS p ON p.id = c.publication_id
JOIN texts AS t ON t.id = p.text_id

CREATE VIEW open_quarantine AS SELECT q.id, q.stage, q.code, q.message, q.path, q.line, q.report_id, b.size, q.attempts,
       q.first_at, q.last_at
FROM quarantine AS q LEFT JOIN blobs AS b ON b.id = q.blob_id
WHERE q.resolved_at IS NULL

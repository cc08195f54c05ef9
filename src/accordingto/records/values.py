"""The closed lists of values that the codebook and the contract name."""

from enum import StrEnum


class State(StrEnum):
    """What happened to the people counted (codebook, section 1)."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    BESIEGED = "besieged"
    EVACUATED = "evacuated"


class Who(StrEnum):
    """Whether the people counted are civilians or combatants, as the counted noun tells."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What a figure covers."""

    INCIDENT = "incident"
    PART = "part"
    CUMULATIVE = "cumulative"


class Bound(StrEnum):
    """How the words bound the number."""

    EXACT = "exact"
    MIN = "min"
    MAX = "max"
    RANGE = "range"
    ABOUT = "about"
    VAGUE = "vague"


class Basis(StrEnum):
    """On whose word a figure stands."""

    ATTRIBUTED = "attributed"
    OWN_VOICE = "own_voice"
    HEADLINE = "headline"


class Age(StrEnum):
    """Age group of the people counted."""

    CHILDREN = "children"
    ADULTS = "adults"
    ELDERLY = "elderly"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex of the people counted."""

    WOMEN = "women"
    MEN = "men"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """How the words of a statement are given (codebook, section 2)."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Stance(StrEnum):
    """What the source does by saying it (codebook, section 2)."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    CONDEMNS = "condemns"
    DEMANDS = "demands"
    PLEDGES = "pledges"
    DOUBTS = "doubts"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"


class Channel(StrEnum):
    """The way by which a statement was made."""

    TOLD_TO = "told_to"
    STATEMENT = "statement"
    BROADCAST = "broadcast"
    POST = "post"
    COURT = "court"
    OTHER = "other"


class Knowledge(StrEnum):
    """How the source knows what it says."""

    EYEWITNESS = "eyewitness"
    RECORDS = "records"
    RELAYED = "relayed"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Kind of violence (codebook, section 3)."""

    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    CHEMICAL = "chemical"
    ARMED_CLASH = "armed_clash"
    SHOOTING = "shooting"
    EXECUTION = "execution"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    SIEGE = "siege"
    DISPLACEMENT = "displacement"
    LOOTING_DESTRUCTION = "looting_destruction"
    OTHER = "other"


class Certainty(StrEnum):
    """How an incident or a step of an agreement is told."""

    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"


class BlameMode(StrEnum):
    """How somebody is held responsible (codebook, section 5)."""

    STATED = "stated"
    OWN_CLAIM = "own_claim"
    ACCUSED = "accused"
    SUSPECTED = "suspected"
    DENIED = "denied"


class Step(StrEnum):
    """A step in the life of a truce, deal or talks (codebook, section 4)."""

    PROPOSED = "proposed"
    TALKS_HELD = "talks_held"
    TALKS_FAILED = "talks_failed"
    AGREED = "agreed"
    TOOK_EFFECT = "took_effect"
    EXTENDED = "extended"
    VIOLATED = "violated"
    COLLAPSED = "collapsed"
    REJECTED = "rejected"
    IMPLEMENTED = "implemented"


class ActorKind(StrEnum):
    """What sort of actor is named."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    STATE = "state"
    PUBLISHER = "publisher"
    UNNAMED = "unnamed"


class Category(StrEnum):
    """The walk of life from which an actor speaks."""

    MEDICAL = "medical"
    RESCUE = "rescue"
    MONITOR = "monitor"
    OFFICIAL = "official"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    OPPOSITION = "opposition"
    RESIDENT = "resident"
    AID_OR_UN = "aid_or_un"
    MEDIA = "media"
    COURT_POLICE = "court_police"
    EXPERT = "expert"
    UNNAMED = "unnamed"


class PlaceRole(StrEnum):
    """What a place is to an incident."""

    IMPACT = "impact"
    LAUNCH = "launch"
    DIED_AT = "died_at"
    OTHER = "other"


class PublishedOrigin(StrEnum):
    """Where the publication date that was used comes from."""

    TEXT = "text"
    GIVEN = "given"
    NONE = "none"

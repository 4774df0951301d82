"""Invented names, and phrases that stand for each other, to draw from."""


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words("""
    Alder Amber Ash Barley Beck Birch Black Bramble Brook Carr Castle Cleave Cold Crook Dale Deep Dun East Elm Fair
    Fen Fern Fold Gale Glen Gorse Grange Green Hallow Hare Hazel High Holm Ivy Kestrel King Kirk Lamb Lark Lime Long
    Low Maple Marl Mere Mill Moor Nether North Oak Over Pen Pike Plum Quarry Raven Red Rowan Rush Sal Sand Scar Sedge
    Shaw Silver South Stan Stone Swan Tarn Thistle Thorn Upper Wade Well West Whin White Willow Wind Wych Yew
""")
LAST = _words("""
    acre bank barrow bourne bridge brook bury by clough combe cote croft dale dean den field fleet fold ford garth
    gate hall ham haven head hill holme hope hurst ington keld lands leigh ley low marsh mead mere moor mouth ness
    over park pool ridge rigg shaw side stead stoke stone stow thorpe ton vale wath well wick wold wood worth yard
""")
SURNAMES = _words("""
    Abbott Adeyemi Ahmed Akhtar Bailey Banerjee Barker Begum Bell Bhatt Brennan Chaudhry Clegg Cooper Dalton Das
    Dobson Edwards Ellis Farooq Fenwick Garner Gill Grant Haddad Hargreaves Holroyd Hussain Iqbal Jackson Jones Kaur
    Khan Kirby Lambert Lewis Malik Marsh Mensah Mistry Moore Nair Naylor Nowak Ogden Okafor Osei Owen Patel Pickup
    Prudhoe Quinn Qureshi Raman Reid Roberts Sandhu Shah Sharma Singh Sutcliffe Tan Thwaite Turner Varley Wadsworth
    Walsh Wetherell Wong Yates Yusuf Zielonka
""")
FORENAMES = _words("""
    Ade Amina Andrew Angela Anita Beverley Brian Carol Colin Daniel David Deborah Elaine Farah Gareth Geoffrey Helen
    Ian Imran Jane Janet Joanne Karen Kevin Lorraine Mark Michael Nadia Neil Olu Paul Peter Piotr Priya Rachel Ravi
    Richard Ruth Samina Sarah Simon Siobhan Stephen Susan Tariq Wei Yvonne
""")
PRACTICE_ENDINGS = ("Surgery", "Practice", "Medical Centre", "Health Centre", "Medical Group", "Family Practice")
COUNCILS = ("Borough Council", "County Council", "City Council", "Metropolitan Borough Council", "District Council")
COMPANIES = ("Diagnostics Limited", "Care Limited", "Out of Hours Limited", "Healthcare Limited", "Imaging Limited")
TRUSTS = (
    "Hospitals NHS Foundation Trust",
    "Community NHS Trust",
    "Royal NHS Foundation Trust",
    "Partnership NHS Trust",
)

VERBS = ("acts", "works", "carries out its functions", "does its business", "discharges its duties")
THROUGH = (
    "its member practices, its governing body, committees and employees",
    "the council of members, the governing body and those to whom the scheme of delegation gives a task",
    "its members together, its committees and the officers named in the scheme",
    "the bodies and persons that the scheme of reservation and delegation sets out",
)
OPENERS = ("Under this clause", "As a rule", "In every case", "Unless the scheme says otherwise", "From year to year")
DUTIES = (
    "the accountable officer reports to the next meeting in public",
    "the secretary keeps a record that anyone may ask to see",
    "the lay members are told beforehand and may ask for a vote",
    "the outcome is minuted with its reasons and the interests declared",
    "the practices hear of it within {n} working days",
    "a summary goes on the website within {n} working days",
    "the audit committee looks at a sample of {n} cases each year",
    "each locality may send {n} people to speak",
)
ADDITIONS = (
    "A copy is kept at head office",
    "Nothing in it takes away from the duties of the group under the Act",
    "It is looked at again every {n} months",
    "Any practice may ask for it to be reviewed",
    "The handbook gives the forms",
    "Where the clauses differ, the standing orders go first",
)
FUNCTIONS = (
    ("The commissioning strategy and the yearly plan", "ccg", "governing_body", ""),
    ("Contracts for health services within the approved plan", "ccg", "governing_body", ""),
    ("Value for money and the financial duties from day to day", "ccg", "employee", "Accountable officer"),
    ("The annual accounts and the banking arrangements", "ccg", "employee", "Chief Finance Officer"),
    ("Individual funding requests", "ccg", "employee", "Director of Commissioning"),
    ("Internal control, counter-fraud and the annual accounts", "governing_body", "governing_body_committee",
     "Audit Committee"),
    ("Advice on pay, fees and allowances", "governing_body", "governing_body_committee", "Remuneration Committee"),
    ("What cannot wait for a meeting, reported to the next one", "governing_body", "governing_body_member",
     "The chair and the accountable officer together"),
    ("Complaints and learning from them", "ccg", "governing_body", ""),
    ("Emergency planning with the local resilience forum", "ccg", "employee", "Accountable officer"),
    ("Safeguarding of children and of adults at risk", "ccg", "governing_body", ""),
    ("Research, and the use of its findings", "ccg", "governing_body", ""),
    ("Leases, equipment and other property", "ccg", "employee", "Chief Finance Officer"),
    ("Information governance and freedom of information", "ccg", "employee", "Head of Governance"),
)  # fmt: skip
SERVICES = (
    "Community dermatology", "GP out-of-hours service", "Diagnostics closer to home", "Anticoagulation clinics",
    "Talking therapies", "Community podiatry", "Minor eye conditions",
    "Musculoskeletal triage", "Stroke rehabilitation",
    "Diabetes education", "Palliative care at home", "Non-urgent patient transport", "Audiology for adults",
)  # fmt: skip

//! Given names that are common in England and Wales. They decide only where the form alone would not.

use std::{collections::HashSet, sync::LazyLock};

/// Names that are hardly ever anything else: one of them alone is a name.
const PLAIN: &str = "\
    aaron abdul abdullah abigail adam adrian agnieszka ahmad ahmed aidan aisha alan alana albert alejandro aleksander alex \
    alexander alexandra alfie ali alice alicia alison alistair amanda amelia amina amir amy andrea andrew andrzej angela anika \
    anil anna annabel anne annie anthony anton antonio anya archie ariana arjun arthur arya asif asma ava ayaan ayesha aziz \
    barbara barry beatrice becky benjamin bernard bethany beverley bilal billy brandon brenda brian bridget bronwen caitlin \
    callum cameron camilla carl carla carol caroline carolyn carys catherine catrin cerys charlie charles chloe christina \
    christine christopher ciaran claire colin connor craig cristina curtis damian daniel danielle daphne darren dariusz david \
    deborah declan deepak denise dennis derek diana diane dimitri dominic donald donna dorothy dorota douglas duncan dylan \
    edward eileen eleanor elena elif elijah eliza elizabeth ella ellen ellie elliot elsie emilia emily emma erin ethan evan \
    evelyn ewa ewan fatima fatimah fiona francesca francis frankie freddie freya gabriel gabriela gareth gary gavin gemma \
    geoffrey george georgina gerald gillian giovanni glenn gordon graham gregory gwen hamza hannah harriet harrison harry harvey \
    hasan hassan hayley helen henry hilary hollie howard hugh hugo husain hussain ian ibrahim imogen imran inaya ioana ionut \
    irene isaac isabel isabella isabelle isla ismail jack jackie jacob jacqueline jakub james jamie jane janet janice jasmine \
    jason jayden jean jeffrey jennifer jeremy jessica jill joan joanna joanne joe joel john jonathan joseph josephine joshua \
    joyce judith julia julian julie juliet justin kacper kai karen karim karl kate katherine kathleen katie katarzyna kayleigh \
    keith kelly kenneth kevin khadija kieran kimberley kirsty krishna kyle lara laura lauren layla leah leanne leila leo leon \
    lesley lewis liam lillian linda lindsay lisa lorraine louis louise luca lucas lucia lucy luis luke lydia lynn maddison \
    magdalena mahmoud maisie malcolm marcus margaret maria mariam marie marion marjorie martha martin mary maryam matilda matteo \
    matthew maureen megan mehmet melanie melissa mia michael michelle michal miguel mihai millie miriam mohamed mohammad mohammed \
    moira molly monika morgan muhammad mustafa nadia nadine naomi natalie natasha nathan nathaniel neil niamh nicholas nicola \
    nicole nigel nikita nikolai noah noor nora oliver olivia omar oscar osman owen paige pamela patricia patrick paul paula \
    pauline peter philip philippa phoebe piotr priya rachel rajesh ralph raymond rebecca reece reuben rhiannon rhys ricardo \
    richard riley robert roberta roger ronald rory rosemary rosie roxanne ryan sabrina safiya salma samantha samina samir samuel \
    sandra sanjay sara sarah scarlett sean sebastian sergei shabana shane sharon shaun sheila shirley shreya siân simon simone \
    sofia sophia sophie stacey stanislaw stefan stella stephanie stephen steven stuart sunita susan suzanne sylvia tamara tanya \
    tariq teresa thea theo theodore theresa thomas tiffany timothy toby tomasz tony tracey tracy trevor umar valerie vanessa vera \
    veronica vikram vincent vivian waleed walter wayne wendy wiktoria william xavier yasmin yolanda yousef yusuf yvonne zachary \
    zahra zainab zak zara zoe zofia zuzanna";

/// Names that are also words, months, places or systems: names only with a surname behind them.
const WITH_SURNAME: &str = "\
    amber april art asia austin ben bill blake bob bradley brook brooke carter charlotte chase chelsea chester chris clare cliff \
    cooper daisy dale dan dave dawn dean drew eden ernest eve faith finley florence frank georgia glen grace grant guy harper hazel \
    heath heather holly hope hunter india iris ivy jade jan jay jess jo jordan josh joy june kay kerry kim kit lance lane lee lily \
    lincoln logan mark mason matt max may mick miles nick olive pat pearl penny pete piers poppy ray reed rich rob robin rose rowan \
    royal ruby rupert ruth sally sam sandy scott shannon sid sienna sky skye star steve sue summer sydney taylor ted tim tom tyler \
    victor victoria violet wade warren will";

static PLAIN_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| PLAIN.split_whitespace().collect());
static ALL_NAMES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| PLAIN.split_whitespace().chain(WITH_SURNAME.split_whitespace()).collect());

/// Whether a word, in small letters, is hardly ever anything but a given name.
pub(super) fn is_given_name(word: &str) -> bool {
    PLAIN_NAMES.contains(word)
}

/// Whether it can be one, if a surname follows.
pub(super) fn may_be_given_name(word: &str) -> bool {
    ALL_NAMES.contains(word)
}

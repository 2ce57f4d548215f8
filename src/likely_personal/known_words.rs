//! Words that are no names even where they are written with a capital.

use std::{collections::HashSet, sync::LazyLock};

/// Days, months and the words sentences begin with.
const COMMON: &str = "\
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
    october november december easter christmas spring summer autumn winter \
    a about above across action actions additional after all along also although always among an and any are area areas around \
    as at audit audits because before being below best better between both but by can case cases change changes check checks \
    child children clear complete completed consistent could current daily data day delay did do does done during each early \
    eight either eleven evidence every existing few first five follow following for four from full further good had has have \
    having he help her here high his how however i if immediate improve improved in including initial is it its key last late \
    later learning least less let like line local long low main make many medium monthly more most much multi must my national \
    need needs new next nine no none nor not nothing now number of off on once one only open or other our out over part parts \
    people per period phase plan plans please point points poor post practice present previous question quarter quarterly \
    question ready reasons recent response responses same second senior set seven several shall she short should since single \
    six so some staff stage step steps still strong such support swift table team teams ten than that the their them then there \
    therefore these they third this those three through throughout thus tier to today together too total training twelve two \
    under until up update updates upon us use used using value very victim victims via was we week weekly weeks were what when \
    where whether which while who whose why will with within without work working would yes yet you young your";

/// Ranks, posts and roles.
const POSTS: &str = "\
    acting advocate adviser advisor analyst assistant authoriser auditor captain chancellor chief clerk commander commissioner \
    constable coordinator co-ordinator coroner custodian deputy designate detective director dispatcher doctor executive governor \
    handler head inspector inspectorate interim investigator judge justice lady lead leader liaison lieutenant lord magistrate \
    manager mayor member minister navigator nurse officer operator owner paediatrician pathologist practitioner president prime \
    principal professional queen king prince princess representative responder reviewer secretary sergeant sheriff sir social solicitor \
    specialist superintendent supervisor sponsor teacher temporary trainer volunteer warden worker champion mentor";

/// Forces, counties, nations and regions of England and Wales, and places of two words.
const PLACES: &str = "\
    avon somerset bedfordshire beds cambridgeshire cambs cheshire cleveland cumbria derby derbyshire devon cornwall dorset durham \
    dyfed powys essex gloucester gloucestershire manchester gwent hampshire isle wight hertfordshire herts humber humberside kent \
    lancashire lancs leicester leicestershire lincoln lincolnshire london merseyside metropolitan met norfolk wales welsh yorkshire \
    northampton northamptonshire northants northumbria northumberland nottingham nottinghamshire notts staffordshire suffolk surrey \
    sussex thames valley warwickshire mercia midlands wiltshire oxford oxfordshire berkshire buckinghamshire bucks rutland \
    shropshire worcestershire worcester herefordshire hereford huntingdonshire middlesex tyne wear england english britain british \
    great united kingdom uk scotland scottish ireland irish europe european north south east west northern southern eastern western \
    central greater upper lower \
    bristol bath swindon reading slough luton birmingham coventry wolverhampton liverpool leeds sheffield bradford hull york \
    newcastle sunderland middlesbrough carlisle preston blackpool blackburn bolton bury oldham rochdale salford stockport \
    tameside trafford wigan warrington chester crewe stoke stafford telford shrewsbury nuneaton leamington ipswich norwich \
    peterborough cambridge colchester chelmsford southend basildon harlow stevenage watford medway maidstone canterbury dover \
    folkestone ashford brighton hove eastbourne hastings crawley guildford woking southampton portsmouth bournemouth poole plymouth \
    exeter torbay truro cardiff swansea newport wrexham bangor milton keynes tunbridge wells helens yarmouth bognor regis \
    barrow furness burton trent weston super mare kings lynn grimsby scunthorpe doncaster rotherham barnsley wakefield huddersfield \
    halifax harrogate scarborough whitby darlington stockton hartlepool gateshead merthyr tydfil rhondda cynon taf caerphilly \
    bridgend neath port talbot llanelli carmarthen aberystwyth haverfordwest pembrokeshire ceredigion gwynedd conwy flintshire \
    anglesey torfaen monmouthshire blaenau hackney haringey croydon lambeth southwark lewisham newham redbridge havering barking \
    dagenham enfield barnet brent ealing hounslow hillingdon richmond kingston merton sutton bromley bexley greenwich islington \
    camden westminster kensington chelsea hammersmith fulham tower hamlets waltham forest wandsworth ynys môn";

/// Organisations, systems and schemes.
const ORGANISATIONS: &str = "\
    act academy agency ambulance association athena authority barnardo barnardos board borough bureau cafcass camhs catholic centre \
    charity childline church cid city clinical college commission commissioning committee compass connect constabulary \
    council county court courts crime crimestoppers crown cymru department directorate district division encompass family federation \
    foundation forum genesis government group groups health hmic hmicfrs hmi holmes home hospital house hub hubs inquest inquiry \
    institute integrated joint ministry mosovo op microsoft teams word excel outlook sharepoint network nhs niche nspcc office offices \
    ofsted ombudsman operation operations panel panels parliament partnership partnerships peel police policing prison probation \
    programme programmes project projects prosecution prosecutor prosecutors public quorum region regional royal safeguarding school \
    schools section sector senate service services society special state station storm subgroup suite task trust tusla unit units \
    university viper visor wing ward youth youths zone";

/// What child protection and its headings speak of.
const SUBJECTS: &str = "\
    abduction abuse accelerated accommodation achieving adult adults adverse age alert allegation allegations appendix annex appropriate \
    assess assessing assessment assurance at-risk award baseline behaviour bail body brief briefing briefings bronze bulletin camera campaign \
    capability capacity care cared caution charge charter checklist civil code communication community complaint compliance concern \
    concerns conference consent contact contextual control core county-lines criteria criminal cross culture custody cyber \
    dashboard database decision deep-dive degree delivery demand desk detained detention development digital disclosure disruption dip \
    domestic download drug drugs duty effective emergency engagement engage equality escalation ethics event exploitation extra-familial \
    familial female file final fire focus force forces forensic form framework frontline functional funding gang general genital \
    golden governance grooming group guidance guide harm harmful hate hearing hidden high-risk hope hour hours human hunt image images \
    immediately impact improvement improvements incident indecent independent index information injury innovation inspection \
    inspections instruction intelligence internal internet interview investigating investigation investigations journey keeping knife \
    law leadership learned legal level lessons licensing list listening management managing mandatory manual map mash mass mat \
    matrix means mechanism meeting meetings mental missing model modern monitoring multi-agency murder neglect neighbourhood night non \
    notification notifications nudge observation offender offenders offending online oversight orders order outcome outcomes pack \
    paper partner partners pathway pathways peer performance perpetrator physical place plain policy pool posing powers pre-charge prevent \
    prevention principle principles priorities priority procedure procedures process processes profile progress proof protect \
    protected protecting protection protective protocol provision pursue prepare quality race random rape rapid rating record \
    recording records recruitment red amber reality recommendation reference referral referrals register registered regulation \
    report reporting reports request research resource resources result results return review reviews right rights rescue risk risks road \
    role roles room rules safe safer safety scan scheme school-age scope scorecard scrutiny search self serious sex sexual sexually \
    signs silver slavery software source spotlight stalking standard standards statement statutory stop strategic strategy strand \
    strengthening stronger structure subject suicide summary suspect suspects system systems tactical target technology terms \
    terrorism test themes thematic think threat threats time toolkit tools tracker traffic trafficking transfer transformation \
    trauma treasury trusted uniform unique universal urgent verbal version video violence violent virtual vision visit voice \
    vulnerability vulnerable warrant welfare well whole wide witness women workforce working workshop worn workshops year years zero";

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    [COMMON, POSTS, PLACES, ORGANISATIONS, SUBJECTS].into_iter().flat_map(str::split_whitespace).collect()
});

/// Whether a word is in one of the lists, in whatever case, in the plural, or joined from such words by hyphens.
pub(super) fn is_known(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    let listed = |word: &str| {
        let word = word.strip_suffix("'s").unwrap_or(word);
        KNOWN.contains(word) || word.strip_suffix('s').is_some_and(|one| KNOWN.contains(one))
    };
    listed(&word) || word.split('-').all(listed)
}

/// Whether a word ends as nouns and adjectives of reports do: `Escalations`, `Readiness`. Some surnames do too.
pub(super) fn is_ordinary(word: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "able", "ible", "ive", "ing", "ism", "ology",
        "hood", "ical", "ful",
    ];
    let word = word.to_lowercase();
    let one = word.strip_suffix('s').unwrap_or(&word);
    is_known(&word) || (one.len() > 5 && ENDINGS.iter().any(|ending| one.ends_with(ending)))
}

/// What makes the words before it the name of something else: `Lucy Faithfull Foundation`, `Alder Hey Hospital`.
pub(super) fn names_a_thing(word: &str) -> bool {
    const THINGS: &str = "academy act award board borough campaign centre charity college committee conference consulting council court \
                          district estate forum foundation framework group hospital house hub inquiry institute law limited ltd model \
                          network panel partnership pathway plan plc policy prison programme project protocol report review road rule \
                          scheme school service services society station strategy street suite system team toolkit trust unit university";
    let word = word.to_lowercase();
    THINGS.split_whitespace().any(|thing| thing == word)
}

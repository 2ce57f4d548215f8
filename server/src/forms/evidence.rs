//! The form of evidence: read as it comes in, its file going to the store piece by piece.

use std::task::Poll;

use app::{
    api::error::ApiError,
    form::{
        Answers,
        evidence::{FileSent, Typed, evidence},
        personal_data::is_in_evidence,
    },
    form_route::{EVIDENCE, FormRequest, Outcome, not_ours},
    form_state::FormState,
    request::QueryParams,
};
use axum::{
    body::Body,
    extract::{
        FromRequest as _, Multipart, Path, Request, State,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
    response::Response,
};
use bytes::Bytes;
use followup::{
    act::follow_up::{Held, NewEvidence},
    clock::{self, london_day},
    evidence::{EvidenceId, FileName, Refused},
    files::{Files, FilesError, NotReceived, Received},
    identity::Permission,
    person::Person,
    service::follow_up::{self, FollowUpError, Form},
};
use futures_util::{Stream, StreamExt as _, stream};
use http_body_util::Limited;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::{respond, sender};
use crate::{
    function_context::FunctionContext,
    rendering,
    state::AppState,
    uploads::{LONGEST, LONGEST_SILENCE},
};

const LOOKED_AT: &str = "Check the title, the file name and the place, then tick the box. Or change them";

/// The most bytes of one typed field.
const LONGEST_FIELD: usize = 64 * 1024;
/// The most fields of a form, typed or not: ours has ten.
const MOST_FIELDS: usize = 100;
/// The most bytes of all of them together, which are held in memory.
const LONGEST_TYPED: usize = 1024 * 1024;
/// How many times the largest file is read to its end: a browser shows the answer, and with it what was typed, only once it has sent
/// everything. That is a gigabyte where a file may have 25 MB; none of it is kept.
const READ_TO_ITS_END: u64 = 40;
/// The same of somebody who is not known to be anybody.
const READ_OF_NOBODY: u64 = 2;

/// What came of the file of a form.
enum File {
    /// None was chosen.
    None,
    Received(Received),
    Refused(Refused),
    /// The store could not take it in.
    Failed(FilesError),
}

/// What of a form is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    Files,
    /// Only what was typed: a file is passed over.
    NoFile,
}

/// Why a form could not be read to its end.
enum Unread {
    /// It is no form of ours.
    Malformed,
    BrokenOff,
    Files(FilesError),
}

/// `POST /recommendations/{reference}/evidence`.
///
/// In a task of its own: a browser that goes away in the middle must not leave half of it undone.
pub async fn add(State(state): State<AppState>, Path(reference): Path<String>, request: Request) -> Response {
    let by = match sender(&request) {
        Ok(by) => by,
        Err(error) => return from_nobody(&state, request, &error).await,
    };
    let (parts, body) = request.into_parts();
    let page = Request::from_parts(parts.clone(), Body::empty());
    let task = {
        let (state, request) = (state.clone(), Request::from_parts(parts, body));
        tokio::spawn(async move { answer(&state, &by, &reference, page, request).await })
    };
    match task.await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "adding evidence ended in a fault");
            rendering::problem(&state, Request::default(), ApiError::Internal.into()).await
        }
    }
}

/// Nobody can be told apart, or nobody is signed in any more, so no file is taken in; what was typed is shown once more.
async fn from_nobody(state: &AppState, request: Request, error: &ApiError) -> Response {
    let (parts, body) = request.into_parts();
    let page = Request::from_parts(parts.clone(), Body::empty());
    let read = read(&state.files, Taking::NoFile, Request::from_parts(parts, body)).await;
    let (Ok((answers, _)) | Err((_, answers))) = read;
    respond(state, page, answers, Outcome::not_saved(error), EVIDENCE.keeps_text).await
}

async fn answer(state: &AppState, by: &Person, reference: &str, page: Request, request: Request) -> Response {
    let parameters = vec![("reference".to_owned(), reference.to_owned())];
    let mut sent = FormRequest { parameters, answers: Answers::default() };
    let outcome = match act(state, by, reference, request, &mut sent.answers).await {
        Ok(address) => Outcome::GoTo(address),
        Err(refusal) => explain(&FunctionContext::new(state, &page), refusal, &mut sent).await,
    };
    respond(state, page, sent.answers, outcome, EVIDENCE.keeps_text).await
}

/// Reads the form and saves what it says. Returns the address of the page to look at next; what was typed is put into the answers.
async fn act(
    state: &AppState,
    by: &Person,
    given: &str,
    request: Request,
    answers: &mut Answers,
) -> Result<String, Refusal> {
    let reference = given.parse().map_err(|_| FollowUpError::NotFound)?;
    follow_up::may_act(&state.database, by, Permission::AddEvidence, &reference).await?;
    let read = read(&state.files, Taking::Files, request).await;
    let (Ok((typed, _)) | Err((_, typed))) = &read;
    *answers = typed.clone();
    let file = match read {
        Ok((_, file)) => file,
        Err((Unread::Malformed, _)) => return Err(Refusal::NotOurs),
        Err((Unread::BrokenOff, _)) => {
            answers.wrong("file", "The upload broke off, and nothing was saved. Choose the file again");
            return Err(Refusal::Wrong);
        }
        Err((Unread::Files(error), _)) => return Err(FollowUpError::from(error).into()),
    };
    let saved = save(state, by, given, answers, &file).await;
    // What was added is kept under its own name by now: there is nothing left to throw away.
    if let (File::Received(received), true) = (&file, saved.is_err()) {
        state.files.discard(received).await;
    }
    saved
}

/// Why nothing was recorded.
enum Refusal {
    /// No page of ours has made the form.
    NotOurs,
    /// An answer is wrong, and says so.
    Wrong,
    Step(FollowUpError),
}

impl From<FollowUpError> for Refusal {
    fn from(error: FollowUpError) -> Self {
        Self::Step(error)
    }
}

/// What the person sees of a refusal.
async fn explain(context: &FunctionContext, refusal: Refusal, sent: &mut FormRequest) -> Outcome {
    let error = match refusal {
        Refusal::Wrong => return Outcome::Show(FormState::Write, StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Step(FollowUpError::Files(error)) => {
            tracing::error!(%error, "the store of evidence failed");
            let words = "This was not saved: the service could not keep the file. Try again in a minute";
            sent.answers.wrong("file", words);
            return Outcome::Show(FormState::Write, StatusCode::SERVICE_UNAVAILABLE);
        }
        Refusal::NotOurs => not_ours("file"),
        // In the request's context, where a denial is noted.
        Refusal::Step(error) => context.run(async { ApiError::from(error) }).await,
    };
    EVIDENCE.refuse(error, sent)
}

/// The version of the item that a form stands on, and its token, as its answers say them.
fn form(reference: &str, answers: &Answers) -> Option<Form> {
    Some(Form {
        subject: reference.parse().ok()?,
        version: answers.value("version").parse().ok()?,
        token: answers.value("token").parse().ok()?,
        answers: answers.digest(),
    })
}

async fn save(
    state: &AppState,
    by: &Person,
    reference: &str,
    answers: &mut Answers,
    file: &File,
) -> Result<String, Refusal> {
    let Some(mut form) = form(reference, answers) else {
        // Where a file was refused before it was read, so was the rest of the form.
        let File::Refused(why) = file else { return Err(Refusal::NotOurs) };
        answers.wrong("file", why.to_string());
        return Err(Refusal::Wrong);
    };
    let (sent, name) = match file {
        File::None => (FileSent::None, None),
        File::Received(received) => (FileSent::Received, Some(received.name().as_str())),
        File::Refused(why) => (FileSent::Refused(*why), None),
        // The form was not read as one that can be saved.
        File::Failed(_) => return Err(Refusal::NotOurs),
    };
    let typed = evidence(answers, sent);
    if is_in_evidence(answers, name) && answers.value("looked_at").is_empty() {
        answers.wrong("looked_at", LOOKED_AT);
    }
    let Some(Typed { title, speaks_for, audience, follows, held_at }) = typed.filter(|_| answers.is_right()) else {
        return Err(Refusal::Wrong);
    };
    if let File::Received(received) = file {
        form.answers = form.answers.with_file(received.sha256());
    }
    let held = match file {
        File::Received(received) => Held::File(received.clone()),
        File::None | File::Refused(_) | File::Failed(_) => Held::Elsewhere(held_at),
    };
    let id = EvidenceId(Uuid::from_bytes(clock::random_bytes()));
    let evidence = NewEvidence { id, title, speaks_for, audience, follows, held };
    let today = london_day((state.clock)());
    let saved = follow_up::add_evidence(&state.database, &state.files, by, &form, evidence, today).await?;
    Ok(format!("/recommendations/{}?saved={}", saved.reference, saved.version))
}

/// Reads a form to its end. A file that came in is the caller's to keep or throw away. Where it cannot be read to its end, what was
/// typed up to there comes with the reason.
async fn read(files: &Files, taking: Taking, request: Request) -> Result<(Answers, File), (Unread, Answers)> {
    let most = files.largest().saturating_mul(match taking {
        Taking::Files => READ_TO_ITS_END,
        Taking::NoFile => READ_OF_NOBODY,
    });
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let request = request.map(|body| one_at_a_time(Body::new(Limited::new(body, most))));
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| (Unread::Malformed, Answers::default()))?;
    let (mut given, mut file) = (QueryParams::default(), File::None);
    let patience = Patience { until: Instant::now() + LONGEST };
    let read = fields((files, taking), &mut form, patience, &mut given, &mut file).await;
    let given = Answers::new(given);
    match (read, file) {
        // Where a file was refused, more may have come than is read to its end.
        (_, File::Failed(error)) => Err((Unread::Files(error), given)),
        (Ok(()), file) | (Err(_), file @ File::Refused(_)) => Ok((given, file)),
        (Err(error), File::Received(received)) => {
            files.discard(&received).await;
            Err((error, given))
        }
        (Err(error), File::None) => Err((error, given)),
    }
}

/// Reads a form to its end, and keeps nothing of it: for the fuzzer.
pub async fn read_and_discard(files: &Files, request: Request) {
    if let Ok((_, File::Received(received))) = read(files, Taking::Files, request).await {
        files.discard(&received).await;
    }
}

/// The same body, with a pause behind each piece: what takes the form apart would otherwise read as long as there is anything
/// to read, and hold a whole file that comes fast.
fn one_at_a_time(body: Body) -> Body {
    let mut pieces = body.into_data_stream();
    let mut passed = false;
    Body::from_stream(stream::poll_fn(move |context| {
        if std::mem::take(&mut passed) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = pieces.poll_next_unpin(context);
        passed = matches!(piece, Poll::Ready(Some(_)));
        piece
    }))
}

async fn fields(
    (files, taking): (&Files, Taking),
    form: &mut Multipart,
    patience: Patience,
    given: &mut QueryParams,
    file: &mut File,
) -> Result<(), Unread> {
    let (mut held, mut number) = (0, 0);
    while let Some(field) = patience.with(form.next_field()).await? {
        number += 1;
        if number > MOST_FIELDS {
            return Err(Unread::Malformed);
        }
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // A browser sends an empty field where no file was chosen.
            Some(file_name) if file_name.is_empty() || taking == Taking::NoFile => {}
            Some(file_name) if name == "file" && matches!(file, File::None) => {
                *file = receive(files, &file_name, field, patience).await?;
            }
            Some(_) => return Err(Unread::Malformed),
            None => {
                // Read first: where this breaks off, what came before it stays.
                let typed = typed(field, patience).await?;
                held += name.len() + typed.len();
                if held > LONGEST_TYPED {
                    return Err(Unread::Malformed);
                }
                *given = std::mem::take(given).and(&name, typed);
            }
        }
    }
    Ok(())
}

async fn receive(files: &Files, name: &str, field: Field<'_>, patience: Patience) -> Result<File, Unread> {
    let name = match FileName::of_upload(name) {
        Ok(name) => name,
        Err(why) => return Ok(File::Refused(why)),
    };
    match files.receive(name, pieces(field, patience)).await {
        Ok(received) => Ok(File::Received(received)),
        Err(NotReceived::Refused(why)) => Ok(File::Refused(why)),
        Err(NotReceived::BrokenOff) => Err(Unread::BrokenOff),
        // The rest of the form is read nevertheless: a browser shows the answer once it has sent everything.
        Err(NotReceived::Files(error)) => Ok(File::Failed(error)),
    }
}

fn pieces(field: Field<'_>, patience: Patience) -> impl Stream<Item = Result<Bytes, Unread>> + Send {
    stream::try_unfold(field, move |mut field| async move {
        let piece = patience.with(field.chunk()).await?;
        Ok(piece.map(|piece| (piece, field)))
    })
}

/// A field that was typed. What is not UTF-8, or far too long, no form of ours sends.
async fn typed(mut field: Field<'_>, patience: Patience) -> Result<String, Unread> {
    let mut bytes = Vec::new();
    while let Some(piece) = patience.with(field.chunk()).await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST_FIELD {
            return Err(Unread::Malformed);
        }
    }
    String::from_utf8(bytes).map_err(|_| Unread::Malformed)
}

/// How long is waited for what a browser sends.
#[derive(Clone, Copy)]
struct Patience {
    until: Instant,
}

impl Patience {
    /// The next of it. A browser that sends a little now and then must come to its end too.
    async fn with<T>(self, reading: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Unread> {
        let until = self.until.min(Instant::now() + LONGEST_SILENCE);
        match timeout_at(until, reading).await {
            Ok(Ok(read)) => Ok(read),
            Ok(Err(_)) | Err(_) => Err(Unread::BrokenOff),
        }
    }
}

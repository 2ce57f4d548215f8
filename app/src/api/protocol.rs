//! How server functions are called over HTTP: GET with a query string or POST with the same in its body, answered in JSON.

use std::future::Future;

use http::Method;
use leptos::server_fn::{
    Protocol,
    client::Client,
    error::FromServerFnError as _,
    request::{ClientReq, Req as _},
    response::{ClientRes as _, TryRes},
    server::Server,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    arguments::{decode, encode},
    error::ApiError,
};

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The protocol of functions that read: GET, arguments in the query string.
pub struct Read;

impl<Input, Output, C, S> Protocol<Input, Output, C, S, ApiError> for Read
where
    Input: Serialize + DeserializeOwned + Send,
    Output: Serialize + DeserializeOwned + Send,
    C: Client<ApiError>,
    S: Server<ApiError>,
{
    const METHOD: Method = Method::GET;

    async fn run_server<F, Answer>(request: S::Request, server_fn: F) -> Result<S::Response, ApiError>
    where
        F: Fn(Input) -> Answer + Send,
        Answer: Future<Output = Result<Output, ApiError>> + Send,
    {
        let query = request.as_query().unwrap_or_default().to_owned();
        respond::<_, _, _, S>(&query, server_fn).await
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, ApiError> {
        let request = <C::Request as ClientReq<ApiError>>::try_new_get(path, FORM, JSON, &encoded(&input)?)?;
        answer::<_, C>(request).await
    }
}

/// The protocol of functions that write: POST, arguments as a form sends them.
pub struct Write;

impl<Input, Output, C, S> Protocol<Input, Output, C, S, ApiError> for Write
where
    Input: Serialize + DeserializeOwned + Send,
    Output: Serialize + DeserializeOwned + Send,
    C: Client<ApiError>,
    S: Server<ApiError>,
{
    const METHOD: Method = Method::POST;

    async fn run_server<F, Answer>(request: S::Request, server_fn: F) -> Result<S::Response, ApiError>
    where
        F: Fn(Input) -> Answer + Send,
        Answer: Future<Output = Result<Output, ApiError>> + Send,
    {
        let body = request.try_into_string().await.inspect_err(describe)?;
        respond::<_, _, _, S>(&body, server_fn).await
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, ApiError> {
        let request = <C::Request as ClientReq<ApiError>>::try_new_post(path, JSON, FORM, encoded(&input)?)?;
        answer::<_, C>(request).await
    }
}

/// Decodes the arguments, runs the function, encodes its value. The status of an error is set here, because the framework sends every
/// error as 500, and so is the time to wait.
async fn respond<Input, Output, Answer, S>(
    arguments: &str,
    server_fn: impl Fn(Input) -> Answer + Send,
) -> Result<S::Response, ApiError>
where
    Input: DeserializeOwned + Send,
    Output: Serialize + Send,
    Answer: Future<Output = Result<Output, ApiError>> + Send,
    S: Server<ApiError>,
{
    let pairs: Vec<_> = form_urlencoded::parse(arguments.as_bytes()).into_owned().collect();
    let value = match decode(&pairs) {
        Ok(input) => server_fn(input).await,
        Err(error) => Err(error),
    };
    let value = value.inspect_err(describe)?;
    let json = serde_json::to_string(&value).map_err(|_| ApiError::Internal).inspect_err(describe)?;
    <S::Response as TryRes<ApiError>>::try_from_string(JSON, json)
}

#[cfg(feature = "ssr")]
fn describe(error: &ApiError) {
    use axum::http::{StatusCode, header};

    let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() else { return };
    if let Ok(status) = StatusCode::from_u16(error.status()) {
        response.set_status(status);
    }
    if let Some(seconds) = error.retry_after() {
        response.insert_header(header::RETRY_AFTER, seconds.into());
    }
}

#[cfg(not(feature = "ssr"))]
fn describe(_: &ApiError) {}

fn encoded(input: &impl Serialize) -> Result<String, ApiError> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    Ok(query.extend_pairs(encode(input)?).finish())
}

async fn answer<Output: DeserializeOwned, C: Client<ApiError>>(request: C::Request) -> Result<Output, ApiError> {
    let response = C::send(request).await?;
    if (200..300).contains(&response.status()) {
        let json = response.try_into_string().await?;
        serde_json::from_str(&json).map_err(|_| ApiError::Internal)
    } else {
        Err(ApiError::de(response.try_into_bytes().await?))
    }
}

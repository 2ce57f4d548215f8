//! Where the service is to be reached: what every link of a file that leaves begins with.

use axum::http::{HeaderMap, header};

use crate::public_url::PublicUrl;

/// What the operator says, else where the browser says that it asked. Without a slash at the end.
pub fn of_request(public_url: Option<&PublicUrl>, request: &HeaderMap) -> String {
    if let Some(public) = public_url {
        return public.origin().to_owned();
    }
    let host = request.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    // Without a public address the service listens on this machine alone, without encryption.
    format!("http://{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_public_address_and_without_one_to_where_the_browser_asked() {
        let mut request = HeaderMap::new();
        assert_eq!(of_request(None, &request), "http://localhost");
        request.insert(header::HOST, "127.0.0.1:3000".parse().unwrap());
        assert_eq!(of_request(None, &request), "http://127.0.0.1:3000");
        let public = "https://followup.example/".parse().unwrap();
        assert_eq!(of_request(Some(&public), &request), "https://followup.example");
    }
}

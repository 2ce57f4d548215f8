//! Tells open pages to reload, by the message that Leptos' own reload script waits for.

use std::{
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use tungstenite::{Message, WebSocket};

type Pages = Arc<Mutex<Vec<WebSocket<TcpStream>>>>;

/// The pages that are open.
#[derive(Clone, Default)]
pub struct Reload {
    pages: Pages,
}

impl Reload {
    /// Listens on this machine. Where the port is taken, pages do not reload by themselves, which is said.
    pub fn listen(port: u16) -> Self {
        let reload = Self::default();
        match TcpListener::bind(("127.0.0.1", port)) {
            Ok(listener) => {
                let pages = Arc::clone(&reload.pages);
                thread::spawn(move || {
                    for stream in listener.incoming().flatten() {
                        if let Ok(page) = tungstenite::accept(stream) {
                            pages.lock().unwrap_or_else(PoisonError::into_inner).push(page);
                        }
                    }
                });
            }
            Err(error) => eprintln!("Pages will not reload by themselves: port {port} cannot be used ({error})"),
        }
        reload
    }

    /// Tells all of them; those that have gone are forgotten.
    pub fn tell(&self) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain_mut(|page| page.send(Message::text(r#"{"all":true}"#)).is_ok());
    }
}

//! The accept loop with real sockets.

use axum::routing::get;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    sync::{Notify, oneshot},
    task::JoinHandle,
};

use super::*;

const AN_HOUR: Duration = Duration::from_hours(1);

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<bool>,
    /// Lets the request to `/slow` be answered.
    finish: Arc<Notify>,
    /// Told when that request has come.
    begun: Arc<Notify>,
}

async fn start(limits: ConnectionLimits) -> Server {
    let (finish, begun) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = {
        let (finish, begun) = (Arc::clone(&finish), Arc::clone(&begun));
        move || async move {
            begun.notify_one();
            finish.notified().await;
            "slow"
        }
    };
    let large = || async { vec![b'x'; 64 * 1024 * 1024] };
    let router = Router::new().route("/", get(async || "quick")).route("/slow", get(slow)).route("/large", get(large));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(serve(listener, router, limits, async {
        let _ = stopped.await;
    }));
    Server { address, stop, ended, finish, begun }
}

fn limits() -> ConnectionLimits {
    ConnectionLimits { silence: AN_HOUR, unread: AN_HOUR, connections: 100, grace: AN_HOUR }
}

async fn send(address: SocketAddr, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

/// All that is received until the server closes the connection.
async fn receive_all(mut stream: TcpStream) -> String {
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received).await;
    String::from_utf8(received).unwrap()
}

async fn get_root(address: SocketAddr) -> String {
    receive_all(send(address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await).await
}

#[tokio::test]
async fn silent_dripping_and_idle_connections_are_closed() {
    let server = start(ConnectionLimits { silence: Duration::from_millis(200), ..limits() }).await;
    let nothing = send(server.address, "").await;
    let half = send(server.address, "GET / HTTP/1.1\r\nHos").await;
    let idle = send(server.address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let (mut dripping, mut drips) = send(server.address, "GET / HTTP/1.1\r\n").await.into_split();
    let drip = tokio::spawn(async move {
        let mut every = tokio::time::interval(Duration::from_millis(20));
        while drips.write_all(b"A: b\r\n").await.is_ok() {
            every.tick().await;
        }
    });

    assert_eq!(receive_all(nothing).await, "");
    let mut rest = Vec::new();
    let _ = dripping.read_to_end(&mut rest).await;
    assert!(!receive_all(half).await.contains("200 OK"));
    assert!(receive_all(idle).await.ends_with("quick"), "answered, then closed");
    drop(dripping);
    drip.await.unwrap();
}

#[tokio::test]
async fn a_crowd_of_silent_connections_keeps_nobody_out() {
    let server = start(ConnectionLimits { connections: 10, ..limits() }).await;
    let mut crowd = Vec::new();
    for number in 0..40 {
        crowd.push(send(server.address, if number % 2 == 0 { "" } else { "GET / HT" }).await);
    }
    assert!(get_root(server.address).await.ends_with("quick"));
    let closed = crowd.remove(0);
    assert_eq!(receive_all(closed).await, "", "the one that was silent for longest had to go");
}

#[tokio::test]
async fn a_request_being_answered_is_not_closed_for_a_silent_one() {
    let server = start(ConnectionLimits { connections: 3, ..limits() }).await;
    let slow = send(server.address, "GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    server.begun.notified().await;
    let mut crowd = Vec::new();
    for _ in 0..20 {
        crowd.push(send(server.address, "").await);
    }
    assert!(get_root(server.address).await.ends_with("quick"));
    server.finish.notify_one();
    assert!(receive_all(slow).await.ends_with("slow"));
}

#[tokio::test]
async fn a_client_that_does_not_read_its_answer_is_closed() {
    let server = start(ConnectionLimits { unread: Duration::from_millis(100), ..limits() }).await;
    let mut unread = send(server.address, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await;
    // Readable at once; what comes after the first bytes fills the buffers of the system and stops there.
    let mut some = [0; 1024];
    unread.read_exact(&mut some).await.unwrap();
    while unread.write_all(b"x").await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn after_the_signal_to_stop_open_requests_are_finished() {
    let server = start(limits()).await;
    let slow = send(server.address, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    server.begun.notified().await;
    let idle = send(server.address, "").await;
    server.stop.send(()).unwrap();
    assert_eq!(receive_all(idle).await, "");
    server.finish.notify_one();
    assert!(receive_all(slow).await.ends_with("slow"));
    assert!(server.ended.await.unwrap(), "all were finished");
}

#[tokio::test]
async fn the_grace_ends_a_request_that_takes_too_long() {
    let server = start(ConnectionLimits { grace: Duration::from_millis(50), ..limits() }).await;
    let _slow = send(server.address, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    server.begun.notified().await;
    server.stop.send(()).unwrap();
    assert!(!server.ended.await.unwrap());
}

#[test]
fn connections_leave_descriptors_to_the_rest_of_the_process() {
    let limits = ConnectionLimits::for_this_process(AN_HOUR);
    assert!(limits.connections >= 1);
}

//! Uploads that come piece by piece, break off, or lose their browser; and downloads that go out piece by piece.

use std::io;

use futures_util::FutureExt as _;
use tokio::sync::mpsc;

use super::*;

type Piece = io::Result<Bytes>;

/// The body of a form, its file without an end, cut into pieces.
async fn begun(browser: &mut Browser<'_>, content: &[u8]) -> Vec<Piece> {
    let fields = filled(browser, &[]).await;
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let whole = multipart(&fields, ("audit.txt", content));
    whole[..whole.len() - 60].chunks(10_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_upload_that_breaks_off_leaves_neither_a_file_nor_an_event(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    for content in [b"Begun".to_vec(), vec![b'x'; 90_000]] {
        for end in [None, Some(Err(io::ErrorKind::ConnectionReset.into()))] {
            let pieces = begun(&mut browser, &content).await.into_iter().chain(end);
            let answer = browser.upload_body(FORM, Body::from_stream(stream::iter(pieces.collect::<Vec<_>>()))).await;
            assert_eq!(answer.status, 422);
            assert!(answer.text().contains("The upload broke off, and nothing was saved"), "{}", answer.text());
            // What came before the break is kept, where it had been read by then.
            if content.len() > 10_000 {
                assert!(answer.text().contains(r#"value="Audit of strategy discussions""#), "{}", answer.text());
            }
            assert_eq!((events(&pool).await, folder.holds()), (0, 0));
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_file_that_does_not_come_to_an_end_is_too_large_and_what_was_typed_is_kept(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    // More than is read of any upload.
    let pieces = begun(&mut browser, &vec![b'x'; 4_100_000]).await;
    let answer = browser.upload_body(FORM, Body::from_stream(stream::iter(pieces))).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("The file is larger than 98 kB"), "{}", answer.text());
    assert!(answer.text().contains(r#"value="Audit of strategy discussions""#), "{}", answer.text());
    assert_eq!((events(&pool).await, folder.holds()), (0, 0));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_more_is_held_of_what_was_typed_than_any_form_may_have(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let text = "x".repeat(60_000);
    let fields: Vec<_> = (0..20).map(|_| ("title", text.as_str())).collect();
    let mut officer = Browser::signed_in(&server, OFFICER).await;
    assert_eq!(officer.upload(FORM, &fields, ("audit.txt", b"Text")).await.status, 404, "it is no form of ours");
    let mut nobody = Browser::new(&server);
    let answer = nobody.upload(FORM, &fields, ("audit.txt", b"Text")).await;
    assert!(answer.status == 403 && answer.body.len() < 3 * 1024 * 1024, "{}", answer.status);
    assert_eq!((events(&pool).await, folder.holds()), (0, 0));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_file_goes_to_its_folder_while_it_comes_and_is_gone_again_when_its_browser_goes_away(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let begun = begun(&mut browser, &vec![b'x'; 50_000]).await;
    let (sender, mut receiver) = mpsc::unbounded_channel::<Piece>();
    for piece in begun {
        sender.send(piece).unwrap();
    }
    let body = Body::from_stream(stream::poll_fn(move |context| receiver.poll_recv(context)));
    let mut answer = Box::pin(server.clone().oneshot(browser.upload_request(FORM, body)));
    while folder.holds() == 0 {
        assert!((&mut answer).now_or_never().is_none(), "it cannot end before its file does");
        tokio::task::yield_now().await;
    }
    // The server drops what it was about to answer; the connection then says that it is over.
    drop(answer);
    sender.send(Err(io::ErrorKind::ConnectionReset.into())).unwrap();
    while folder.holds() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(events(&pool).await, 0);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_typed_stays_on_the_page_when_the_database_is_gone_and_no_file_is_taken_in(pool: PgPool) {
    let (state, folder) = state_with_folder(&pool).await;
    let server = server::router(&state);
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let fields = filled(&mut browser, &[]).await;
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    state.database.pool().close().await;
    let answer = browser.upload(FORM, &fields, ("audit.txt", b"Text")).await;
    assert_eq!(answer.status, 503);
    for words in
        ["This was not saved", "Audit of strategy discussions", "January to March 2026", "choose the file again"]
    {
        assert!(answer.text().contains(words), "{words} is missing from {}", answer.text());
    }
    assert_eq!((events(&pool).await, folder.holds()), (0, 0));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_download_goes_out_piece_by_piece_and_breaks_off_where_the_file_was_changed(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, INSPECTOR).await;
    let content = b"Thirty of thirty-three. ".repeat(4000);
    send(&mut browser, &[("audience", "everyone")], ("audit.txt", &content)).await;
    let download = downloads(&browser.get(PAGE).await).remove(0);
    let pieces = async || {
        let answer = server.clone().oneshot(Request::get(&download).body(Body::empty()).unwrap()).await.unwrap();
        answer.into_body().into_data_stream().collect::<Vec<_>>().await
    };
    assert!(pieces().await.len() > 1);

    let file = folder.0.join("evidence").join(download.trim_start_matches("/evidence/"));
    let changed = String::from_utf8(content).unwrap().replacen("Thirty ", "Twenty ", 1);
    fs::write(file, changed).unwrap();
    assert!(pieces().await.last().is_some_and(Result::is_err), "nobody takes it for the file");
    fs::remove_dir_all(folder.0.join("evidence")).unwrap();
    assert_eq!(get(&server, &download).await.status, 500);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn form_is_read_to_its_end_and_kept_when_the_store_of_files_fails(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let fields = filled(&mut browser, &[]).await;
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    // Nothing can be written, as on a full disk: the folder of what comes in is a file.
    fs::create_dir_all(&folder.0).unwrap();
    let _ = fs::remove_dir_all(folder.0.join("incoming"));
    fs::write(folder.0.join("incoming"), "").unwrap();
    let whole = multipart(&fields, ("audit.txt", &vec![b'x'; 90_000]));
    let pieces = whole.chunks(10_000).map(Bytes::copy_from_slice).collect::<Vec<_>>();
    let sent = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let (count, number) = (std::sync::Arc::clone(&sent), pieces.len());
    let body = stream::iter(pieces).map(move |piece| {
        count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok::<_, io::Error>(piece)
    });
    let answer = browser.upload_body(FORM, Body::from_stream(body)).await;
    assert_eq!(answer.status, 503);
    assert_eq!(sent.load(std::sync::atomic::Ordering::Relaxed), number, "a browser shows the page once all is sent");
    for words in ["the service could not keep the file", "Audit of strategy discussions", "January to March 2026"] {
        assert!(answer.text().contains(words), "{words} is missing from {}", answer.text());
    }
    assert_eq!(events(&pool).await, 0);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn form_of_more_fields_than_any_of_ours_has_is_given_up(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut officer = Browser::signed_in(&server, OFFICER).await;
    let fields = vec![("", ""); 20_000];
    let before = tokio::time::Instant::now();
    assert_eq!(officer.upload(FORM, &fields, ("audit.txt", b"Text")).await.status, 404, "it is no form of ours");
    let nobody = Browser::new(&server).upload(FORM, &fields, ("audit.txt", b"Text")).await;
    assert_eq!(nobody.status, 403);
    assert!(nobody.body.len() < 100_000, "nothing of it is shown again");
    assert!(before.elapsed() < std::time::Duration::from_secs(5), "{:?}", before.elapsed());
    assert_eq!((events(&pool).await, folder.holds()), (0, 0));
}

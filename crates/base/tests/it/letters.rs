use base::{jobs, letters, on_both_engines};

on_both_engines! { crate::ground;

async fn a_letter_without_a_server_stays_in_the_outbox(bench) {
    let mut work = bench.work().await;
    letters::write(&mut work, "vera@example.org", "Приглашение", "Добрый день!").await.unwrap();
    work.commit().await.unwrap();
    jobs::run_all(&bench.site).await.unwrap();
    let outbox = letters::outbox(&mut bench.work().await, 10).await.unwrap();
    assert_eq!((outbox.len(), outbox[0].state.as_str()), (1, "kept"));
}

}

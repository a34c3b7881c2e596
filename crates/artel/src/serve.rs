//! Serving: pages and API over HTTP, jobs beside them, both until somebody says stop.

use std::net::SocketAddr;

use base::failure::{Context, Result};
use base::jobs;
use base::work::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::house;

/// Binds the address; fails clearly when it is taken.
pub async fn listen(address: &str) -> Result<TcpListener> {
    TcpListener::bind(address).await.context(format!("{address} cannot be listened on"))
}

/// Serves until `stop` ends, then lets running requests and the running job finish.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let (tell, told) = watch::channel(false);
    let worker = tokio::spawn(jobs::work_until(site.clone(), wait(told.clone())));
    tokio::spawn(async move {
        stop.await;
        let _ = tell.send(true);
    });
    let service = house::router(&site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(wait(told)).await.context("the server stopped")?;
    worker.await?;
    Ok(())
}

async fn wait(mut told: watch::Receiver<bool>) {
    // An error means that the teller is gone, which is as good as a stop.
    let _ = told.wait_for(|stop| *stop).await;
}

/// Ends at Ctrl-C or when the system asks the program to stop.
pub async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => drop(interrupted.await),
    }
}

//! How a server is asked to stop: by whoever sits in front of it, or by what runs it.

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Ctrl-C: somebody waits for it.
    AtOnce,
    /// SIGTERM: from a supervisor, which may have others to send requests to.
    Orderly,
}

/// Listens from its making on, not from the first question: who has read the announcement may ask at once, and a signal nobody listens for
/// kills the program without draining.
pub(super) struct Stop {
    #[cfg(unix)]
    signals: Option<(tokio::signal::unix::Signal, tokio::signal::unix::Signal)>,
}

impl Stop {
    #[cfg(unix)]
    pub(super) fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self { signals: signal(SignalKind::terminate()).ok().zip(signal(SignalKind::interrupt()).ok()) }
    }

    #[cfg(not(unix))]
    pub(super) fn listen() -> Self {
        Self {}
    }

    /// Ends when somebody asks.
    pub(super) async fn asked(&mut self) -> Wish {
        #[cfg(unix)]
        if let Some((terminate, interrupt)) = &mut self.signals {
            return tokio::select! {
                _ = terminate.recv() => Wish::Orderly,
                _ = interrupt.recv() => Wish::AtOnce,
            };
        }
        drop(tokio::signal::ctrl_c().await);
        Wish::AtOnce
    }
}

//! Long work that is under way, and the steps of a thing done in stages.

use maud::{Markup, Render, html};

use super::{Icon, Tone, badge};
use crate::words::Reader;

/// How far long work has come: done of all, speed, time left, what was skipped.
pub struct Progress<'a> {
    reader: &'a Reader,
    what: String,
    done: i64,
    total: i64,
    per_second: Option<i64>,
    seconds_left: Option<i64>,
    skipped: Option<(i64, String)>,
    words: Option<(String, String)>,
}

impl<'a> Progress<'a> {
    /// Work called `what`, of which `done` out of `total` is done.
    pub fn new(reader: &'a Reader, what: impl Into<String>, done: i64, total: i64) -> Self {
        Self {
            reader,
            what: what.into(),
            done,
            total,
            per_second: None,
            seconds_left: None,
            skipped: None,
            words: None,
        }
    }

    /// The same where it is not things that are counted: how much is done and of how much, as the reader writes it.
    #[must_use]
    pub fn in_words(self, done: impl Into<String>, total: impl Into<String>) -> Self {
        Self { words: Some((done.into(), total.into())), ..self }
    }

    /// The same work with its speed and the time it still needs.
    #[must_use]
    pub fn speed(self, per_second: i64, seconds_left: i64) -> Self {
        Self { per_second: Some(per_second), seconds_left: Some(seconds_left), ..self }
    }

    /// The same work with the number of things skipped and where they are listed.
    #[must_use]
    pub fn skipped(self, count: i64, href: impl Into<String>) -> Self {
        Self { skipped: Some((count, href.into())), ..self }
    }
}

impl Render for Progress<'_> {
    fn render(&self) -> Markup {
        let reader = self.reader;
        let counted = match &self.words {
            Some((done, total)) => [("done", done.into()), ("total", total.into())],
            None => [("done", self.done.into()), ("total", self.total.into())],
        };
        html! {
            div.progress {
                p.progress-head { strong { (self.what) } span { (reader.percent(self.done, self.total)) } }
                progress value=(self.done) max=(self.total.max(1)) aria-label=(self.what) {}
                p.progress-note {
                    span { (reader.tr("base-progress-done", &counted)) }
                    @if let Some(speed) = self.per_second {
                        span { (reader.tr("base-progress-speed", &[("speed", speed.into())])) }
                    }
                    @if let Some(seconds) = self.seconds_left { span { (time_left(reader, seconds)) } }
                    @if let Some((count, href)) = &self.skipped {
                        a href=(href) { (reader.tr("base-progress-skipped", &[("count", (*count).into())])) }
                    }
                }
            }
        }
    }
}

fn time_left(reader: &Reader, seconds: i64) -> String {
    if seconds < 60 {
        return reader.tr("base-progress-seconds-left", &[("count", seconds.into())]);
    }
    reader.tr("base-progress-minutes-left", &[("count", ((seconds + 59) / 60).into())])
}

/// Where a stage of work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Being done now.
    Current,
    /// Still ahead.
    Ahead,
    /// Stopped with a trouble.
    Failed,
}

/// One stage of a thing done in stages, such as an import or a payout.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Who and when, or what is missing.
    pub note: String,
    /// Where it stands.
    pub state: StepState,
}

/// The stages in order, each told by icon and word.
pub fn steps(reader: &Reader, all: &[Step]) -> Markup {
    html! {
        ol.steps {
            @for step in all {
                li class=(step_class(step.state)) aria-current=[(step.state == StepState::Current).then_some("step")] {
                    span.step-name { (step.name) @if step.state == StepState::Failed { " " (badge(Tone::Bad, &reader.t("base-step-failed"))) } }
                    span.step-note {
                        @if step.state == StepState::Done { (Icon::Check) span.unseen { (reader.t("base-step-done")) " " } }
                        (step.note)
                    }
                }
            }
        }
    }
}

const fn step_class(state: StepState) -> &'static str {
    match state {
        StepState::Done => "done",
        StepState::Current => "current",
        StepState::Ahead => "ahead",
        StepState::Failed => "failed",
    }
}

//! Texts of the author, and to whom they speak.

/// The reader a text is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The person screening themselves.
    Client,
    /// An intake coordinator, asking on behalf of a client.
    Coordinator,
}

/// The slot in an author's text that is replaced by the emergency number of the person's region.
pub const EMERGENCY_SLOT: &str = "{emergency}";

/// The reader of a text together with the emergency number of their region: all that is needed to
/// turn an author's text into the text shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listener<'a> {
    /// The audience they belong to.
    pub audience: Audience,
    /// The emergency number of their region, such as `911`.
    pub emergency: &'a str,
}

impl Listener<'_> {
    /// Returns the text with the emergency number in place of each [`EMERGENCY_SLOT`].
    #[must_use]
    pub fn fill_slots(&self, text: &str) -> String {
        text.replace(EMERGENCY_SLOT, self.emergency)
    }
}

/// A text of the author in two wordings: for the client, and for the coordinator where that
/// differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The text addressed to the person who answers for themselves.
    pub own: String,
    /// The coordinator's text, which speaks about the client; `None` if it is the same text.
    pub client: Option<String>,
}

impl Wording {
    /// Creates a wording with one text for both audiences.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        Self {
            own: text.into(),
            client: None,
        }
    }

    /// Returns the text for this listener, with its slots filled.
    #[must_use]
    pub fn for_listener(&self, listener: Listener<'_>) -> String {
        listener.fill_slots(self.for_audience(listener.audience))
    }

    /// Returns the text for this audience, with its slots left in. Use it for labels and questions,
    /// which have no slots, and [`Self::for_listener`] for everything else.
    #[must_use]
    pub fn for_audience(&self, audience: Audience) -> &str {
        match (audience, &self.client) {
            (Audience::Coordinator, Some(client)) => client,
            _ => &self.own,
        }
    }
}

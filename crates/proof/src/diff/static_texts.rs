//! What a result prints beside the outcome, as two versions of a set have it: whom to call, notices,
//! and what to ask the provider.

use treatfit_core::model::{CrisisLine, Id, Notice, QuestionSet, Region};

use crate::diff::pairs::Pairs;

/// What of it differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticTexts {
    /// Regions, in the new order, removed ones last.
    pub regions: Vec<RegionChange>,
    /// The question whether it is safe to answer here and now.
    pub privacy: Option<TextFate>,
    /// Notices, by id.
    pub notices: Vec<TextChange>,
    /// Questions to put to the provider, in full.
    pub ask_provider: Vec<TextChange>,
}

/// A region that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionChange {
    /// In the old version.
    pub old: Option<Id<Region>>,
    /// In the new version.
    pub new: Option<Id<Region>>,
    /// Its keys that differ.
    pub keys: Vec<&'static str>,
    /// Its crisis lines that differ, by name.
    pub lines: Vec<TextChange>,
}

/// A text that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// How it is known.
    pub name: String,
    /// What became of it.
    pub became: TextFate,
}

/// What became of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFate {
    /// Only the old version has it.
    Removed,
    /// It reads otherwise.
    Changed,
    /// Only the new version has it.
    Added,
}

impl TextFate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Removed, Self::Changed, Self::Added];

    /// The word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Added => "added",
        }
    }
}

impl RegionChange {
    /// Whether somebody else is called, or in another order.
    #[must_use]
    pub fn calls_differ(&self) -> bool {
        let calls = ["id", "emergency", "lines", "fallback"];
        let differ = calls.iter().any(|key| self.keys.contains(key));
        differ || self.old.is_none() || self.new.is_none()
    }

    /// Whether a crisis line or an emergency number is gone, and no other stands in its place.
    #[must_use]
    pub fn help_lost(&self) -> bool {
        let mut lines = self.lines.iter();
        let line_lost = lines.any(|line| line.became == TextFate::Removed);
        self.new.is_none() || line_lost
    }
}

impl StaticTexts {
    /// Nothing of it differs.
    #[must_use]
    pub fn same(&self) -> bool {
        self.regions.is_empty()
            && self.privacy.is_none()
            && self.notices.is_empty()
            && self.ask_provider.is_empty()
    }

    /// The regions for which somebody else is called.
    pub fn calls(&self) -> impl Iterator<Item = &RegionChange> {
        self.regions.iter().filter(|region| region.calls_differ())
    }

    /// Whether a crisis line, an emergency number or the question whether it is safe is lost.
    #[must_use]
    pub fn help_lost(&self) -> bool {
        let silenced = self.privacy == Some(TextFate::Removed);
        silenced || self.regions.iter().any(RegionChange::help_lost)
    }

    /// Compares what two versions print.
    pub(crate) fn of(old: &QuestionSet, new: &QuestionSet) -> Self {
        let notices = |set: &QuestionSet| set.notices.clone();
        let texts = |set: &QuestionSet| set.ask_provider.clone();
        Self {
            regions: regions(old, new),
            privacy: match (&old.privacy, &new.privacy) {
                (Some(_), None) => Some(TextFate::Removed),
                (None, Some(_)) => Some(TextFate::Added),
                (was, is) => (was != is).then_some(TextFate::Changed),
            },
            notices: entries(notices(old), notices(new), |it| &it.name, &[&same_notice]),
            ask_provider: entries(texts(old), texts(new), |it| it, &[]),
        }
    }
}

fn same_notice(old: &Notice, new: &Notice) -> bool {
    old.name == new.name
}

fn regions(old: &QuestionSet, new: &QuestionSet) -> Vec<RegionChange> {
    let paired = Pairs::of(&old.regions, &new.regions, |old, new| {
        old.title == new.title
    });
    let names = |set: &QuestionSet, region: &Region| -> Vec<String> {
        let sources = region.sources.iter();
        sources.map(|&id| set.sources[id].name.clone()).collect()
    };
    let mut changes = Vec::new();
    for (old_id, new_id) in paired.each(new.regions.ids()) {
        let was = old_id.map(|id| &old.regions[id]);
        let is = new_id.map(|id| &new.regions[id]);
        let mut change = RegionChange {
            old: old_id,
            new: new_id,
            keys: Vec::new(),
            lines: Vec::new(),
        };
        if let (Some(was), Some(is)) = (was, is) {
            let differ = [
                ("id", was.name != is.name),
                ("name", was.title != is.title),
                ("emergency", was.emergency != is.emergency),
                ("lines", was.lines != is.lines),
                ("checked_on", was.checked_on != is.checked_on),
                ("fallback", was.fallback != is.fallback),
                ("sources", names(old, was) != names(new, is)),
            ];
            let differ = differ.into_iter().filter(|(_, differs)| *differs);
            change.keys = differ.map(|(key, _)| key).collect();
            let lines = (was.lines.clone(), is.lines.clone());
            change.lines = entries(
                lines.0,
                lines.1,
                |it| &it.name,
                &[&same_line, &same_contact],
            );
            if change.keys.is_empty() {
                continue;
            }
        }
        changes.push(change);
    }
    changes
}

fn same_line(old: &CrisisLine, new: &CrisisLine) -> bool {
    old.name == new.name
}

/// A line may get another name.
fn same_contact(old: &CrisisLine, new: &CrisisLine) -> bool {
    old.contact == new.contact
}

/// Whether a text of the new version stands for one of the old.
type SameText<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// What became of each of these: what is in both is left out, each of the rest finds at most one
/// other that is alike, in the first way that any is.
fn entries<T: PartialEq>(
    mut old: Vec<T>,
    mut new: Vec<T>,
    name: impl Fn(&T) -> &String,
    alike: &[SameText<'_, T>],
) -> Vec<TextChange> {
    take_pairs(&mut old, &mut new, &T::eq);
    let mut changed = Vec::new();
    for alike in alike {
        changed.extend(take_pairs(&mut old, &mut new, alike));
    }
    let entry = |became| {
        let name = &name;
        move |it: &T| TextChange {
            name: name(it).clone(),
            became,
        }
    };
    let removed = old.iter().map(entry(TextFate::Removed));
    let changed = changed.iter().map(entry(TextFate::Changed));
    let added = new.iter().map(entry(TextFate::Added));
    removed.chain(changed).chain(added).collect()
}

/// Takes out of both what is alike, one for one; gives the old ones.
fn take_pairs<T>(old: &mut Vec<T>, new: &mut Vec<T>, alike: SameText<'_, T>) -> Vec<T> {
    let mut taken = Vec::new();
    let mut left = Vec::new();
    for item in old.drain(..) {
        match new.iter().position(|other| alike(&item, other)) {
            Some(place) => {
                new.remove(place);
                taken.push(item);
            }
            None => left.push(item),
        }
    }
    *old = left;
    taken
}

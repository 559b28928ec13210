//! Compares what a result prints besides the outcome: whom to call, notices, and questions for the
//! provider.

use treatfit_core::model::{CrisisLine, Id, Notice, QuestionSet, Region};

use crate::diff::pairs::Pairs;

/// The differences in what a result prints besides the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticTexts {
    /// Regions that differ, in the order of the new version; removed ones come last.
    pub regions: Vec<RegionChange>,
    /// The change of the question whether it is safe to answer here and now; `None` if it is the
    /// same.
    pub privacy: Option<TextFate>,
    /// Notices that differ, by id.
    pub notices: Vec<TextChange>,
    /// Questions for the provider that differ, by their text.
    pub ask_provider: Vec<TextChange>,
}

/// A region that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionChange {
    /// Its id in the old version; `None` if it was added.
    pub old: Option<Id<Region>>,
    /// Its id in the new version; `None` if it was removed.
    pub new: Option<Id<Region>>,
    /// The keys of the YAML format that differ.
    pub keys: Vec<&'static str>,
    /// Its crisis lines that differ, by name.
    pub lines: Vec<TextChange>,
}

/// A text that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Its id, its name or the text itself.
    pub name: String,
    /// What happened to it.
    pub fate: TextFate,
}

/// What happened to a text between two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFate {
    /// Only the old version has it.
    Removed,
    /// Both versions have it, and it reads differently.
    Changed,
    /// Only the new version has it.
    Added,
}

impl TextFate {
    /// All variants.
    pub const ALL: [Self; 3] = [Self::Removed, Self::Changed, Self::Added];

    /// Returns the word used in JSON.
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
    /// Returns whether somebody else is called, or in another order.
    #[must_use]
    pub fn contacts_differ(&self) -> bool {
        let contact_keys = ["id", "emergency", "lines", "fallback"];
        let differ = contact_keys.iter().any(|key| self.keys.contains(key));
        differ || self.old.is_none() || self.new.is_none()
    }

    /// Returns whether the emergency number or a crisis line is removed, without another one that
    /// replaces it.
    #[must_use]
    pub fn help_lost(&self) -> bool {
        let mut lines = self.lines.iter();
        let line_lost = lines.any(|line| line.fate == TextFate::Removed);
        self.new.is_none() || line_lost
    }
}

impl StaticTexts {
    /// Returns whether nothing differs.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        self.regions.is_empty()
            && self.privacy.is_none()
            && self.notices.is_empty()
            && self.ask_provider.is_empty()
    }

    /// Iterates over the regions for which somebody else is called.
    pub fn changed_contacts(&self) -> impl Iterator<Item = &RegionChange> {
        self.regions
            .iter()
            .filter(|region| region.contacts_differ())
    }

    /// Returns whether a crisis line, an emergency number or the question whether it is safe to
    /// answer is lost.
    #[must_use]
    pub fn help_lost(&self) -> bool {
        let silenced = self.privacy == Some(TextFate::Removed);
        silenced || self.regions.iter().any(RegionChange::help_lost)
    }

    /// Compares the texts of two versions.
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
            notices: compare_texts(notices(old), notices(new), |it| &it.name, &[&same_notice]),
            ask_provider: compare_texts(texts(old), texts(new), |it| it, &[]),
        }
    }
}

/// Returns whether two notices have the same id.
fn same_notice(old: &Notice, new: &Notice) -> bool {
    old.name == new.name
}

/// Compares the regions, matched by id, else by title.
fn regions(old: &QuestionSet, new: &QuestionSet) -> Vec<RegionChange> {
    let paired = Pairs::of(&old.regions, &new.regions, |old, new| {
        old.title == new.title
    });
    let names = |set: &QuestionSet, region: &Region| -> Vec<String> {
        let sources = region.sources.iter();
        sources.map(|&id| set.sources[id].name.clone()).collect()
    };
    let mut changes = Vec::new();
    for (old_id, new_id) in paired.all_items(new.regions.ids()) {
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
            change.lines = compare_texts(
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

/// Returns whether two crisis lines have the same name.
fn same_line(old: &CrisisLine, new: &CrisisLine) -> bool {
    old.name == new.name
}

/// Returns whether two crisis lines have the same contact. A renamed line counts as changed, not as
/// lost.
fn same_contact(old: &CrisisLine, new: &CrisisLine) -> bool {
    old.contact == new.contact
}

/// Decides whether a text of the new version is a changed form of one of the old version.
type SameText<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Lists what happened to each text. Equal texts are left out first. Then each criterion in turn
/// pairs up the rest, one to one, as changed. What remains was removed or added.
fn compare_texts<T: PartialEq>(
    mut old: Vec<T>,
    mut new: Vec<T>,
    name: impl Fn(&T) -> &String,
    alike: &[SameText<'_, T>],
) -> Vec<TextChange> {
    take_matching(&mut old, &mut new, &T::eq);
    let mut changed = Vec::new();
    for alike in alike {
        changed.extend(take_matching(&mut old, &mut new, alike));
    }
    let entry = |fate| {
        let name = &name;
        move |it: &T| TextChange {
            name: name(it).clone(),
            fate,
        }
    };
    let removed = old.iter().map(entry(TextFate::Removed));
    let changed = changed.iter().map(entry(TextFate::Changed));
    let added = new.iter().map(entry(TextFate::Added));
    removed.chain(changed).chain(added).collect()
}

/// Removes matching items from both lists, one to one, and returns those of the old list.
fn take_matching<T>(old: &mut Vec<T>, new: &mut Vec<T>, alike: SameText<'_, T>) -> Vec<T> {
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

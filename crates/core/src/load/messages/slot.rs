//! Messages about slots in texts.

use crate::load::problem::Message;
use crate::model::EMERGENCY_SLOT;

pub(crate) fn unknown_slot(slot: &str) -> Message {
    Message::new(
        format!("nothing fills `{slot}`"),
        format!("write `{EMERGENCY_SLOT}` for the emergency number, or leave out the braces"),
    )
}

pub(crate) fn slot_not_filled(slot: &str) -> Message {
    Message::new(
        format!("`{slot}` is not filled in here"),
        "leave out the braces; `{emergency}` may stand in `because`, `do`, `coordinator`, `why`, \
         `help`, notices and `privacy`",
    )
}

pub(crate) fn no_number_for_slot() -> Message {
    Message::new(
        format!("`{EMERGENCY_SLOT}` stands here, but the set has no region with a number"),
        "add `regions` with emergency numbers and crisis lines",
    )
}

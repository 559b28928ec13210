//! The table of points by rule and treatment.

use treatfit_core::model::Audience;

use crate::compose::section;
use crate::document::{Block, PageSection, PointsTable, Row};
use crate::messages::{explain, signed};
use crate::view::{ResultView, TreatmentView};

/// Returns the points that each rule gives to each treatment that is not excluded. Shown to
/// coordinators who requested an explanation.
pub(super) fn points(view: &ResultView) -> Option<PageSection> {
    let wanted = view.explain.is_some() && view.audience == Audience::Coordinator;
    if !wanted {
        return None;
    }
    let left: Vec<&TreatmentView> = view
        .treatments
        .iter()
        .filter(|treatment| !treatment.excluded)
        .collect();
    let mut rows: Vec<Row> = view
        .findings_of(None)
        .map(|finding| Row {
            name: finding.rule.clone(),
            cells: left
                .iter()
                .map(|treatment| {
                    let mut points = finding.points.iter();
                    let own = points.find(|points| points.treatment == treatment.id);
                    own.map_or_else(String::new, |own| signed(own.points, true))
                })
                .collect(),
        })
        .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.push(Row {
        name: explain::SUM.to_owned(),
        cells: left.iter().map(|one| signed(one.points, false)).collect(),
    });
    let head = Row {
        name: explain::RULE.to_owned(),
        cells: left.iter().map(|one| one.id.clone()).collect(),
    };
    section(
        explain::POINTS,
        vec![Block::PointsTable(PointsTable { head, rows })],
    )
}

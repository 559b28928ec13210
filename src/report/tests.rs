use super::sample::{CASES, answers, plain, report};
use super::*;

#[test]
fn look() {
    let set = plain();
    let width = std::env::var("W").map_or(80, |w| w.parse().unwrap());
    for (name, given) in CASES {
        for audience in [Audience::Client, Audience::Coordinator] {
            report(&set, &answers(&set, given), audience, |report| {
                println!("<<<<<<<< {name} {audience:?}");
                match std::env::var("F").as_deref() {
                    Ok("md") => println!("{}", markdown(report)),
                    Ok("json") => println!("{:#}", json(report)),
                    Ok("html") => std::fs::write(
                        format!("/tmp/report-{name}-{audience:?}.html"),
                        html(report),
                    )
                    .unwrap(),
                    _ => println!(
                        "{}",
                        text(
                            report,
                            &Page {
                                width,
                                colour: false,
                                unicode: true
                            }
                        )
                    ),
                }
            });
        }
    }
}

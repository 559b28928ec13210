#[path = "grown.rs"]
mod grown;
#[path = "../tests/proof/random.rs"]
mod random;
use treatfit::proof::Proof;
fn main() {
    let folder = std::env::var("SET").unwrap_or("/tmp/ket".into());
    let files = treatfit::set::files::Files::from_folder(std::path::Path::new(&folder)).unwrap();
    let set = match treatfit::set::load(&files) {
        Ok(l) => l.set,
        Err(p) => {
            for p in p {
                println!("{p:?}");
            }
            return;
        }
    };
    println!(
        "{} questions, {} rules, {} guarantees, {} scenarios",
        set.questions.len(),
        set.rules.len(),
        set.guarantees.len(),
        set.scenarios.len()
    );
    for _ in 0..2 {
        let t = std::time::Instant::now();
        let mut proof = Proof::build(&set, 20_000_000).unwrap();
        println!("built {:?} {} nodes", t.elapsed(), proof.store.len());
        let counts = proof.counts().unwrap();
        println!("counts {:?} {} nodes", t.elapsed(), proof.store.len());
        println!(
            "{} {} {} {:?}",
            counts.prompts.shortest(),
            counts.prompts.median(),
            counts.prompts.longest(),
            counts.results.keys()
        );
        for (id, count) in set.rules.ids().zip(&counts.rules) {
            if count.found == num_bigint::BigUint::ZERO {
                println!("never {}", set.rules[id].name);
            }
        }
        let built_in = proof.built_in().unwrap();
        println!(
            "built in {:?} {} nodes {:?}",
            t.elapsed(),
            proof.store.len(),
            built_in
                .iter()
                .flat_map(|v| v.breaches.iter().map(|b| (v.guarantee, &b.about)))
                .collect::<Vec<_>>()
        );
        let verdicts = proof.guarantees().unwrap();
        println!("guarantees {:?} {} nodes", t.elapsed(), proof.store.len());
        for v in verdicts {
            use treatfit::proof::guarantees::Ruling;
            match v.ruling {
                Ruling::Broken(n, c) => println!(
                    "broken {} {n} {:?} {:?} {:?}",
                    set.guarantees[v.guarantee].name,
                    c.expected.map(|r| &set.rules[r].name),
                    c.example.outcome.status,
                    c.example
                        .outcome
                        .findings
                        .iter()
                        .map(|f| &set.rules[f.rule].name)
                        .collect::<Vec<_>>()
                ),
                Ruling::Impossible | Ruling::SaysNothing => {
                    println!("{} {:?}", set.guarantees[v.guarantee].name, v.ruling)
                }
                _ => {}
            }
        }
    }
    let n = set.questions.len();
    let fit: Vec<usize> = set
        .questions
        .iter()
        .filter(|(_, q)| q.readers.fit_only)
        .map(|(id, _)| id.index())
        .collect();
    let rest: Vec<usize> = (0..n).filter(|i| !fit.contains(i)).collect();
    let scores: Vec<usize> = set
        .questions
        .iter()
        .filter(|(_, q)| {
            q.name.starts_with("phq")
                || q.name.starts_with("gad")
                || q.name.starts_with("pcp")
                || q.name == "fill_in"
        })
        .map(|(id, _)| id.index())
        .collect();
    let unscored: Vec<usize> = (0..n).filter(|i| !scores.contains(i)).collect();
    for (name, order) in [
        ("interview", (0..n).collect::<Vec<_>>()),
        ("reverse", (0..n).rev().collect()),
        ("fit first", fit.iter().chain(&rest).copied().collect()),
        ("fit last", rest.iter().chain(&fit).copied().collect()),
        (
            "scores first",
            scores.iter().chain(&unscored).copied().collect(),
        ),
    ] {
        let t = std::time::Instant::now();
        let mut proof = Proof::build_in(&set, &order, 20_000_000).unwrap();
        let b = t.elapsed();
        let n1 = proof.store.len();
        proof.counts().unwrap();
        println!(
            "{name}: {b:?} {n1}, counts {:?} {}",
            t.elapsed(),
            proof.store.len()
        );
    }
    if std::env::var("GROW").is_err() {
        return;
    }
    for rules in [grown::Rules::Local, grown::Rules::Scattered] {
        for n in [20, 40, 80, 120, 160] {
            let set = grown::set(n, rules);
            let t = std::time::Instant::now();
            match Proof::build(&set, 20_000_000) {
                Ok(mut proof) => {
                    let built = t.elapsed();
                    let counts = proof.counts().unwrap();
                    println!(
                        "{rules:?} {n}: {} rules {} levels {} nodes {built:?} counts {:?} {}",
                        set.rules.len(),
                        proof.space.levels(),
                        proof.store.len(),
                        t.elapsed(),
                        counts.results.len()
                    );
                }
                Err(over) => println!("{rules:?} {n}: {over} {:?}", t.elapsed()),
            }
        }
    }
}

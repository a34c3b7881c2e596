//! The difference of two texts, line by line.

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffLine {
    /// In both.
    Same(String),
    /// Only in the new text.
    Added(String),
    /// Only in the old text.
    Removed(String),
}

/// Lines beyond which a text is compared as a whole, so that the table of lengths stays small.
const LINES_MAX: usize = 2_000;

/// What must be removed from `old` and added to it to get `new`, by the longest common run of lines.
pub fn diff(old: &str, new: &str) -> Vec<DiffLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(left, right)| left == right).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let mut lines: Vec<DiffLine> =
        old[..head].iter().map(|line| DiffLine::Same((*line).to_owned())).collect();
    if old_rest.len().max(new_rest.len()) > LINES_MAX {
        lines.extend(old_rest.iter().map(|line| DiffLine::Removed((*line).to_owned())));
        lines.extend(new_rest.iter().map(|line| DiffLine::Added((*line).to_owned())));
        return lines;
    }
    walk(old_rest, new_rest, &lengths(old_rest, new_rest), &mut lines);
    lines
}

/// The length of the longest common run of the texts from line `i` and line `j` on.
fn lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut table = vec![vec![0_u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i][j] =
                if old[i] == new[j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
        }
    }
    table
}

fn walk(old: &[&str], new: &[&str], table: &[Vec<u16>], lines: &mut Vec<DiffLine>) {
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push(DiffLine::Same(old[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && table[i + 1][j] >= table[i][j + 1]) {
            lines.push(DiffLine::Removed(old[i].to_owned()));
            i += 1;
        } else {
            lines.push(DiffLine::Added(new[j].to_owned()));
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DiffLine, diff};

    fn told(old: &str, new: &str) -> String {
        let sign = |line: &DiffLine| match line {
            DiffLine::Same(text) => format!(" {text}"),
            DiffLine::Added(text) => format!("+{text}"),
            DiffLine::Removed(text) => format!("-{text}"),
        };
        diff(old, new).iter().map(sign).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_changed_line_is_taken_out_and_put_in() {
        assert_eq!(told("a\nb\nc", "a\nx\nc"), " a|-b|+x| c");
    }

    #[test]
    fn equal_texts_have_no_difference() {
        assert_eq!(told("a\nb", "a\nb"), " a| b");
        assert_eq!(told("", "a"), "+a");
    }
}

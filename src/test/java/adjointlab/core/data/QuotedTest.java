package adjointlab.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuotedTest {
    @Test
    void whatSteersATerminalIsEscaped() {
        assertThat(Quoted.brief("\u001b[31mred\u0007")).isEqualTo("\\u001b[31mred\\u0007");
        assertThat(Quoted.brief("a\u202eb\u2066\ufeff")).isEqualTo("a\\u202eb\\u2066\\ufeff");
        assertThat(Quoted.brief("\ud800 alone")).isEqualTo("\\ud800 alone");
        assertThat(Quoted.harmless("one\ntwo")).isEqualTo("one\\u000atwo");
    }

    @Test
    void wordsStayAsTheyAre() {
        assertThat(Quoted.brief("θ₀ “quoted” 中文 👩‍🔬")).isEqualTo("θ₀ “quoted” 中文 👩‍🔬");
        assertThat(Quoted.brief("two\r\n  lines")).isEqualTo("two lines");
    }

    @Test
    void sixtyCharactersAtMost() {
        assertThat(Quoted.brief("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Quoted.brief("x".repeat(10_000_000))).isEqualTo("x".repeat(60) + "…");
        assertThat(Quoted.brief("x".repeat(59) + "𝛉𝛉")).isEqualTo("x".repeat(59) + "…");
        assertThat(Quoted.brief(" ".repeat(2000) + "x")).hasSizeLessThan(62);
    }
}

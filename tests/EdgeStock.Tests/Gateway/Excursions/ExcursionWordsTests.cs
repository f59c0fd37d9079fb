using EdgeStock.Gateway.Reports;

namespace EdgeStock.Tests.Gateway.Excursions;

/// <summary>Both languages say everything.</summary>
public sealed class ExcursionWordsTests
{
    /// <summary>The same in both languages, and rightly so.</summary>
    private static readonly string[] Same = [nameof(ExcursionWords.Minutes), nameof(ExcursionWords.Hours), nameof(ExcursionWords.StateNormal), nameof(ExcursionWords.Gateway)];

    [Fact]
    public void No_word_is_missing_and_none_is_of_the_other_language()
    {
        var words = typeof(ExcursionWords).GetProperties().Where(p => p.PropertyType == typeof(string)).ToList();

        Assert.True(words.Count > 100);
        Assert.All(words, w => Assert.False(string.IsNullOrWhiteSpace((string?)w.GetValue(ExcursionWords.Swedish)), w.Name));
        Assert.All(words, w => Assert.False(string.IsNullOrWhiteSpace((string?)w.GetValue(ExcursionWords.English)), w.Name));
        Assert.Equal(Same.Order(StringComparer.Ordinal), words.Where(w => Equals(w.GetValue(ExcursionWords.Swedish), w.GetValue(ExcursionWords.English))).Select(w => w.Name).Order(StringComparer.Ordinal));
    }
}

using System.Text;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.Gateway;

public sealed class PublisherFuzzTests
{
    private const long Current = 1_772_431_200_000;

    [Fact]
    public void A_hundred_thousand_mutated_messages_on_the_status_topic_are_an_older_will_or_are_not_and_never_throw()
    {
        var mutator = Mutator.OfText(
            20273,
            ["""{"online":false,"session":1772431199999,"epoch":77,"reason":"lost"}""", """{"session":1772431000000,"online":false}""", """{"online":false,"session":1,"reason":"shutdown"}"""],
            [.. Mutator.Numbers, "{}", "[]", "\"\"", "\"online\":true", "\"session\":\"1\"", "1e5", "1772431200000", "\"\\ud800\"", "[[[[[[[["]);
        Fuzz.Run(mutator, payload =>
        {
            var older = Publisher.IsOlderWill(payload, Current);
            Assert.True(!older || Encoding.UTF8.GetString(payload).Contains("false", StringComparison.Ordinal));

            // what is older than this session is older than every later one, and nothing is older than the first of all
            Assert.True(!older || Publisher.IsOlderWill(payload, long.MaxValue));
            Assert.False(Publisher.IsOlderWill(payload, long.MinValue));
            return older;
        });
    }
}

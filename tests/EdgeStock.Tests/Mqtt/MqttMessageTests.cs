using EdgeStock.Mqtt;

namespace EdgeStock.Tests.Mqtt;

public sealed class MqttMessageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a/+/b")]
    [InlineData("a/#")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public void A_topic_that_cannot_be_published_to_is_refused(string topic)
    {
        Assert.ThrowsAny<ArgumentException>(() => new MqttMessage(topic, default));
        Assert.ThrowsAny<ArgumentException>(() => new MqttMessage("fine", default) with { Topic = topic });
        Assert.ThrowsAny<ArgumentException>(() => new MqttMessage("fine", default) { ResponseTopic = topic });
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_rather_than_replaced() =>
        Assert.Throws<ArgumentException>(() => new MqttMessage("a\uD800b", default));

    [Fact]
    public void A_topic_is_measured_in_bytes_of_utf_8()
    {
        Assert.NotNull(new MqttMessage(new string('a', 65_535), default));
        Assert.NotNull(new MqttMessage(new string('å', 32_767), default));
        Assert.Throws<ArgumentException>(() => new MqttMessage(new string('a', 65_536), default));
        Assert.Throws<ArgumentException>(() => new MqttMessage(new string('å', 32_768), default));
    }

    [Fact]
    public void Texts_that_c_would_cut_short_are_refused_wherever_they_stand()
    {
        Assert.Throws<ArgumentException>(() => new MqttMessage("t", default) { ContentType = "a\0b" });
        Assert.Throws<ArgumentException>(() => new MqttMessage("t", default) { UserProperties = [new("a\0", "b")] });
        Assert.Throws<ArgumentException>(() => new MqttMessage("t", default) { UserProperties = [new("a", "b\0")] });
        Assert.Throws<ArgumentException>(() => new BrokerOptions("h", 1, "a\0b").Validate());
        Assert.Throws<ArgumentException>(() => (new BrokerOptions("h", 1, "a") { Password = "b\0c" }).Validate());
    }

    [Fact]
    public void Quality_2_is_refused_because_a_link_has_no_state_that_outlives_it() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttMessage("t", default) { Qos = 2 });

    [Fact]
    public void Correlation_data_is_bounded_as_the_protocol_bounds_it()
    {
        Assert.NotNull(new MqttMessage("t", default) { CorrelationData = new byte[65_535] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MqttMessage("t", default) { CorrelationData = new byte[65_536] });
    }

    [Theory]
    [InlineData(0x00, true, false)]
    [InlineData(0x10, true, true)]
    [InlineData(0x80, false, false)]
    [InlineData(0x87, false, false)]
    public void A_reason_code_says_whether_the_broker_took_it_and_whether_anybody_listened(byte reason, bool accepted, bool unheard)
    {
        var ack = new PubAck(reason);

        Assert.Equal((accepted, unheard), (ack.IsAccepted, ack.HadNoSubscriber));
    }

    [Fact]
    public void A_reason_code_reads_as_words_with_the_code() => Assert.Equal("not authorised (0x87)", new PubAck(0x87).ToString());
}

using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway;

public sealed class ScannedTextTests
{
    [Theory]
    [InlineData("10A7<GS>21X")]
    [InlineData("10A7<gs>21X")]
    [InlineData("10A7{GS}21X")]
    [InlineData(@"10A7\x1d21X")]
    [InlineData(@"10A7\x1D21X")]
    [InlineData(@"10A7\u001d21X")]
    [InlineData("10A7\u001d21X")]
    public void The_separator_can_be_typed(string typed) => Assert.Equal("10A7\u001d21X", ScannedText.Read(typed));

    [Theory]
    [InlineData("(01)80614141123458(10)GS{A}")]
    [InlineData("https://id.gs1.org/01/80614141123458")]
    [InlineData("")]
    public void What_is_none_stays(string typed) => Assert.Equal(typed, ScannedText.Read(typed));
}

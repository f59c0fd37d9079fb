using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>From when on the pack of cold goods may be opened in a warm room.</summary>
internal static class AcclimatiseCommand
{
    public static Command Verb(Option<string> data)
    {
        var article = new Argument<string>("ARTICLE") { Description = "id of the article" };
        var room = new Option<string?>("--room") { Description = "the storeroom, where several have the lot" };
        var lot = new Option<string?>("--lot") { Description = "the lot; without it, every lot of the article there" };
        var pack = new Option<double>("--pack-temp") { Description = "temperature of the coldest place in the pack, in °C", Required = true };
        var tau = new Option<double?>("--tau") { Description = "time constant of the pack in minutes; as usual for its storage profile otherwise (docs/climate.md)" };
        var margin = new Option<double?>("--margin") { Description = "by how much the pack must be above the dew point, in K; 1 otherwise" };
        var temperature = new Option<double?>("--room-temp") { Description = "air temperature in °C, where no climate point measures it" };
        var humidity = new Option<double?>("--room-humidity") { Description = "relative humidity in %, with --room-temp" };
        var json = Saying.Json();
        var verb = new Command("acclimatise", "start the wait of cold goods in a warm room: do not open before …") { article, room, lot, pack, tau, margin, temperature, humidity, data, json };
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new AcclimatiseLot(
            parsed.GetValue(room), new(parsed.GetValue(article), null, parsed.GetValue(lot)), parsed.GetValue(pack), parsed.GetValue(tau), parsed.GetValue(margin), parsed.GetValue(temperature), parsed.GetValue(humidity))));
        return verb;
    }
}

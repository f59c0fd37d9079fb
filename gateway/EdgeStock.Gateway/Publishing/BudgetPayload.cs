using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Publishing;

/// <summary>How long a temperature that is too warm may stand, in a climate point's document and in <c>edgestock alarm list --json</c>.</summary>
internal static class BudgetPayload
{
    /// <summary>Writes it as an object; a bound that is left out has no end.</summary>
    public static void Write(Utf8JsonWriter json, StandingBudget budget)
    {
        json.WriteStartObject("budget");
        json.WriteNumber("at", Math.Round(budget.Celsius, 2));
        json.WriteNumber("limit", budget.Limit);
        json.WriteNumber("windowHours", budget.Window.TotalHours);
        Hours(json, "hoursAtLeast", budget.Left.AtLeast);
        Hours(json, "hoursAtMost", budget.Left.AtMost);
        json.WriteEndObject();
    }

    private static void Hours(Utf8JsonWriter json, string name, double? hours)
    {
        if (hours is { } h)
        {
            json.WriteNumber(name, Math.Round(h, 2));
        }
    }
}

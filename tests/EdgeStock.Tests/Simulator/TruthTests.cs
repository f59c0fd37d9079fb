using EdgeStock.Simulator.Physics;
using EdgeStock.Simulator.Scenarios;

namespace EdgeStock.Tests.Simulator;

public sealed class TruthTests
{
    [Fact]
    public void The_same_seed_gives_the_same_day() => Assert.Equal(Wards.Day(Wards.Busy()), Wards.Day(Wards.Busy()));

    [Fact]
    public void Another_seed_gives_another_day() => Assert.NotEqual(Wards.Day(Wards.Busy(7)), Wards.Day(Wards.Busy(8)));

    [Fact]
    public void How_devices_are_read_does_not_change_what_happens_nor_what_they_say()
    {
        var (asked, unasked) = (Wards.Busy(), Wards.Busy());
        for (var s = 0; s < 3600; s++)
        {
            var at = Wards.Start.AddSeconds(s);
            asked.Weigh("d-03", at);
            asked.Weigh("a-01", at.AddMilliseconds(s % 700));
            asked.Inventory(1 + (s % 2), at, TimeSpan.FromSeconds(1));
            asked.Weigh("d-03", at.AddSeconds(-30));
        }

        var late = Wards.Start.AddMinutes(61);
        Assert.Equal(unasked.Happenings(0, late), asked.Happenings(0, late));
        var instant = Wards.Start.AddMinutes(47).AddMilliseconds(123);
        Assert.All(Ward.Scenario.Bins, bin => Assert.Equal(unasked.Weigh(bin.Id, instant), asked.Weigh(bin.Id, instant)));
        Assert.Equal(Seen(unasked, late), Seen(asked, late));
    }

    [Fact]
    public void Happenings_come_in_time_order_and_position_continues_where_the_last_reading_ended()
    {
        var whole = Wards.Day(Wards.Busy());
        var storeroom = Wards.Busy();
        var pieces = new List<Happening>();
        for (var minute = 1; minute <= 24 * 60; minute++)
        {
            pieces.AddRange(storeroom.Happenings(pieces.Count, Wards.Start.AddMinutes(minute)));
        }

        Assert.Equal(whole, pieces);
        Assert.Equal(whole.Select(h => h.AtMs).Order(), whole.Select(h => h.AtMs));
    }

    [Fact]
    public void Every_bin_stays_between_empty_and_full_and_is_filled_when_low()
    {
        var storeroom = Wards.Busy();
        var counts = Ward.Scenario.Bins.ToDictionary(bin => bin.Id, bin => storeroom.InitialCount(bin.Id));
        var capacity = Ward.Scenario.Bins.ToDictionary(bin => bin.Id, bin => bin.Capacity);
        var moves = Wards.Day(storeroom).OfType<Moved>().ToArray();
        foreach (var move in moves)
        {
            counts[move.Bin] += move.Delta;
            Assert.InRange(counts[move.Bin], 0, capacity[move.Bin]);
            Assert.Equal(move.Kind == MoveKind.Pick, move.Delta < 0);
        }

        Assert.All(Enum.GetValues<MoveKind>(), kind => Assert.Contains(moves, move => move.Kind == kind));
        Assert.All(Ward.Scenario.Bins, bin => Assert.Contains(moves, move => move.Bin == bin.Id && move.Kind == MoveKind.Restock));
    }

    [Fact]
    public void Sixty_tags_lie_in_the_storeroom_at_first_and_follow_the_goods_they_are_on()
    {
        var storeroom = Wards.Busy();
        var inside = storeroom.InitialTags().Select(tag => tag.Epc).ToHashSet();
        Assert.Equal(60, inside.Count);
        var tagged = Ward.Scenario.Bins.Where(bin => bin.Tagged).Select(bin => bin.Id).ToHashSet();
        Assert.Equal(2, Ward.Scenario.Bins.Where(bin => bin.Tagged).Select(bin => bin.Zone).Distinct().Count());
        var count = 60;
        foreach (var happening in Wards.Day(storeroom))
        {
            switch (happening)
            {
                case TagMoved { Zone: null } left: Assert.True(inside.Remove(left.Epc)); break;
                case TagMoved came: Assert.True(inside.Add(came.Epc)); break;
                case Moved move when tagged.Contains(move.Bin): count += move.Delta; break;
                default: break;
            }

            // a piece in the hand has left its bin and is still in the room
            Assert.InRange(inside.Count, count, count + 12);
        }

        Assert.Equal(24, Ward.Scenario.Bins.Count);
    }

    [Fact]
    public void A_constant_pace_is_kept()
    {
        // 120 visits an hour with 1.6 stops each, of which some find an empty bin or are returns with nothing to return
        var picks = Wards.Day(Wards.Busy()).OfType<Moved>().Count(move => move.Kind == MoveKind.Pick);

        Assert.InRange(picks, 120 * 24 * 1.2, 120 * 24 * 1.7);
    }

    [Fact]
    public void Without_a_pace_the_mornings_are_busy_and_the_nights_quiet()
    {
        var storeroom = new Storeroom(Ward.Scenario, 7, Wards.Start);
        var picks = storeroom.Happenings(0, Wards.Start.AddDays(14)).OfType<Moved>().Where(move => move.Kind == MoveKind.Pick)
            .CountBy(move => SwedishDay.Local(Wards.Start.AddMilliseconds(move.AtMs)).Hour).ToDictionary();

        var night = Enumerable.Range(0, 4).Sum(hour => picks.GetValueOrDefault(hour));
        var morning = Enumerable.Range(7, 4).Sum(hour => picks.GetValueOrDefault(hour));
        Assert.InRange(morning, 6 * night, 30 * night);
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", 1)]
    [InlineData("2026-03-29T01:00:00Z", 2)]
    [InlineData("2026-10-25T00:59:59Z", 2)]
    [InlineData("2026-10-25T01:00:00Z", 1)]
    [InlineData("2026-01-01T00:00:00Z", 1)]
    public void Swedish_time_changes_at_one_utc_on_the_last_sundays_of_march_and_october(string utc, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), SwedishDay.Local(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)).Offset);

    private static string[] Seen(Storeroom storeroom, DateTimeOffset at) =>
        [.. storeroom.Inventory(2, at, TimeSpan.FromSeconds(1)).Select(s => $"{Convert.ToHexString(s.Epc)} {s.RssiDbm} {s.Count} {s.FirstSeen:O} {s.LastSeen:O}")];
}

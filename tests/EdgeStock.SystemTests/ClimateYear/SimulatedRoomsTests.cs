namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>What EdgeStock said of three storerooms' climate, against what was true. The bounds hold for the planned week and for a drawn year.</summary>
public sealed class SimulatedRoomsTests(SimulatedRooms rooms) : IClassFixture<SimulatedRooms>
{
    private RoomsScore Score => rooms.Score;

    [Fact]
    public void Every_line_of_it_is_taken_and_nothing_fails()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(rooms.Table);
        Assert.Equal(0, Score.Replay.Skipped);
        Assert.Equal(0, Score.Replay.Failed);
        Assert.True(Score.Replay.Refused == 0, Score.Replay.LastRefusal);
    }

    [Fact]
    public void No_excursion_that_a_sound_sensor_shows_is_without_an_alarm_in_time()
    {
        Assert.True(Score.Clear.Count(e => e.Fate == Fate.InTime) >= (SimulatedRooms.Days ?? 60) / 5, "hardly anything went wrong: the rooms are too easy");
        Assert.True(Score.Clear.Any(e => e.Fate == Fate.ToldUnseen), "nothing happened unseen: the rooms are too easy");
        Assert.True(Score.Clear.All(e => e.Fate is Fate.InTime or Fate.ToldUnseen or Fate.Hidden), rooms.Table);
    }

    [Fact]
    public void No_alarm_chatters() => Assert.True(Score.Chattering.Count == 0, rooms.Table);

    [Fact]
    public void A_power_cut_is_one_call() => Assert.True(Score.Power.Any(p => p.Judged) && Score.Power.Where(p => p.Judged).All(p => p.IsOneCall), rooms.Table);

    [Fact]
    public void A_dead_sensor_is_named_within_half_an_hour_and_a_little()
    {
        var judged = Score.Sensors.Where(s => s.IsDeath && s.Judged).ToList();

        Assert.True(judged.Select(s => s.Trouble.Kind).Distinct().Count() == 4, rooms.Table);
        Assert.True(judged.TrueForAll(s => s.After <= ExcursionFate.FaultPatience), rooms.Table);
    }

    [Fact]
    public void A_humidity_sensor_that_hand_rub_put_off_by_much_is_named_within_three_days()
    {
        // Less than 9 % is within what two sensors together may be off.
        var judged = Score.Sensors.Where(s => s.Trouble.Kind == "handrub" && s.Judged && Math.Abs(s.Trouble.Amount) >= 9).ToList();

        Assert.True(judged.TrueForAll(s => s.After <= TimeSpan.FromDays(3)), rooms.Table);
        Assert.True(SimulatedRooms.Days is not null || judged.Count > 0, "the planned week ruins no sensor");
    }

    [Fact]
    public void Sound_sensors_raise_no_false_alarm() => Assert.True(Score.LimitAlarms.All(a => a.Truth is not (Truthfulness.False or Truthfulness.FalseUnseen)), rooms.Table);

    [Fact]
    public async Task A_seed_gives_the_same_rooms_and_another_seed_others()
    {
        Assert.Equal(await WrittenAsync(11), await WrittenAsync(11));
        Assert.NotEqual(await WrittenAsync(11), await WrittenAsync(12));

        static async Task<byte[]> WrittenAsync(long seed)
        {
            var folder = Directory.CreateTempSubdirectory("edgestock-seed-").FullName;
            await SimulatedRooms.WriteAsync(folder, seed, "--days", "2");
            using var all = new MemoryStream();
            foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            {
                all.Write(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            }

            Directory.Delete(folder, recursive: true);
            return all.ToArray();
        }
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>Every type that is stored, with its written form.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StockCounted))]
[JsonSerializable(typeof(StockTaken))]
[JsonSerializable(typeof(StockAdded))]
[JsonSerializable(typeof(BinConditionChanged))]
[JsonSerializable(typeof(TagArrived))]
[JsonSerializable(typeof(TagMoved))]
[JsonSerializable(typeof(TagDeparted))]
[JsonSerializable(typeof(TagObscured))]
[JsonSerializable(typeof(ClimateAlarmChanged))]
[JsonSerializable(typeof(SensorFaultChanged))]
[JsonSerializable(typeof(ClimateHourSealed))]
[JsonSerializable(typeof(ClimateHourSealedV1))]
[JsonSerializable(typeof(ClimateThinned))]
[JsonSerializable(typeof(SpaceChanged))]
[JsonSerializable(typeof(DeviceStateChanged))]
[JsonSerializable(typeof(SamplesLost))]
[JsonSerializable(typeof(StockUncounted))]
[JsonSerializable(typeof(ScaleZeroed))]
[JsonSerializable(typeof(SiteChanged))]
[JsonSerializable(typeof(PersonErased))]
[JsonSerializable(typeof(LedgerRestored))]
[JsonSerializable(typeof(ArticleDefined))]
[JsonSerializable(typeof(ArticleWithdrawn))]
[JsonSerializable(typeof(CatalogueImported))]
[JsonSerializable(typeof(NormalConsumptionSet))]
[JsonSerializable(typeof(LotReceived))]
[JsonSerializable(typeof(CaseOpened))]
[JsonSerializable(typeof(LotReturned))]
[JsonSerializable(typeof(LotWasted))]
[JsonSerializable(typeof(LotSent))]
[JsonSerializable(typeof(LotArrived))]
[JsonSerializable(typeof(StockTakeMade))]
[JsonSerializable(typeof(LotQuarantined))]
[JsonSerializable(typeof(LotReleased))]
[JsonSerializable(typeof(LotExpired))]
[JsonSerializable(typeof(FefoBroken))]
[JsonSerializable(typeof(RecallIssued))]
[JsonSerializable(typeof(RecallEnded))]
[JsonSerializable(typeof(HygieneAlarmChanged))]
[JsonSerializable(typeof(CoverStateChanged))]
[JsonSerializable(typeof(SurgeChanged))]
[JsonSerializable(typeof(StoreroomDayClosed))]
[JsonSerializable(typeof(ExemptionGranted))]
[JsonSerializable(typeof(ExemptionReviewed))]
[JsonSerializable(typeof(ExemptionEnded))]
[JsonSerializable(typeof(ExemptionReviewDue))]
[JsonSerializable(typeof(AlarmChanged))]
[JsonSerializable(typeof(AlarmEscalated))]
[JsonSerializable(typeof(AlarmAcknowledged))]
[JsonSerializable(typeof(AlarmConfirmed))]
[JsonSerializable(typeof(AlarmShelved))]
[JsonSerializable(typeof(AlarmUnshelved))]
[JsonSerializable(typeof(AlarmSuppressed))]
[JsonSerializable(typeof(AlarmUnsuppressed))]
[JsonSerializable(typeof(AlarmTakenOut))]
[JsonSerializable(typeof(AlarmPutBack))]
[JsonSerializable(typeof(AlarmWithdrawn))]
[JsonSerializable(typeof(CalibrationRecorded))]
[JsonSerializable(typeof(SensorAgreementChanged))]
[JsonSerializable(typeof(AcknowledgeAlarm))]
[JsonSerializable(typeof(ConfirmAlarm))]
[JsonSerializable(typeof(ShelveAlarm))]
[JsonSerializable(typeof(UnshelveAlarm))]
[JsonSerializable(typeof(SuppressAlarm))]
[JsonSerializable(typeof(UnsuppressAlarm))]
[JsonSerializable(typeof(TakeAlarmOut))]
[JsonSerializable(typeof(PutAlarmBack))]
[JsonSerializable(typeof(AlarmView))]
[JsonSerializable(typeof(ReceiveGoods))]
[JsonSerializable(typeof(OpenCase))]
[JsonSerializable(typeof(ReturnGoods))]
[JsonSerializable(typeof(WasteGoods))]
[JsonSerializable(typeof(TransferGoods))]
[JsonSerializable(typeof(TakeStock))]
[JsonSerializable(typeof(QuarantineGoods))]
[JsonSerializable(typeof(ReleaseGoods))]
[JsonSerializable(typeof(RecallGoods))]
[JsonSerializable(typeof(EndRecall))]
[JsonSerializable(typeof(ImportCatalogue))]
[JsonSerializable(typeof(SetNormalConsumption))]
[JsonSerializable(typeof(GrantExemption))]
[JsonSerializable(typeof(ReviewExemption))]
[JsonSerializable(typeof(EndExemption))]
[JsonSerializable(typeof(BinMemory))]
[JsonSerializable(typeof(TagMemory))]
[JsonSerializable(typeof(ZoneMemory))]
[JsonSerializable(typeof(AntennaMemory))]
[JsonSerializable(typeof(ClimateMemory))]
[JsonSerializable(typeof(MinuteMemory))]
[JsonSerializable(typeof(DeviceMemory))]
[JsonSerializable(typeof(KeepingMemory))]
[JsonSerializable(typeof(PeerMemory))]
[JsonSerializable(typeof(BinView))]
[JsonSerializable(typeof(TagView))]
[JsonSerializable(typeof(ClimateView))]
[JsonSerializable(typeof(DeviceView))]
[JsonSerializable(typeof(RemovedView))]
[JsonSerializable(typeof(ArticleView))]
[JsonSerializable(typeof(HoldingView))]
[JsonSerializable(typeof(UseView))]
[JsonSerializable(typeof(RecallView))]
[JsonSerializable(typeof(ExemptionView))]
[JsonSerializable(typeof(ClosedDayView))]
[JsonSerializable(typeof(GoneTagView))]
[JsonSerializable(typeof(UnitView))]
[JsonSerializable(typeof(HygieneView))]
[JsonSerializable(typeof(WasteView))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    /// <summary>The one written form: camel case, lower-case enumerations, UTC milliseconds, null left out.</summary>
    public static JsonSerializerOptions Plain { get; } = Make();

    /// <summary>What may not be null is written always: where it is missing the document is damaged. A number that is missing is one that an older release did not write.</summary>
    private static void Require(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.AssociatedParameter is { IsNullable: false }))
        {
            property.IsRequired = !property.PropertyType.IsValueType || IsWhole(type.Type);
        }

        if (type.Type == typeof(BinMemory))
        {
            // Written with each event for every bin: what is almost never so is left out.
            type.Properties.Single(p => p.PropertyType == typeof(bool)).ShouldSerialize = static (_, rebased) => rebased is true;
        }
    }

    /// <summary>Of these no release left a number out.</summary>
    private static bool IsWhole(Type type) =>
        typeof(StoreroomEvent).IsAssignableFrom(type) || typeof(Instruction).IsAssignableFrom(type) || type == typeof(HourSpan) || type == typeof(ArticleDay) || type == typeof(ExemptionDay)
        || type == typeof(AlarmName) || type == typeof(ClimateOffsets) || type == typeof(ClimateFigures) || type == typeof(AlarmLimits) || type == typeof(CatalogueArticle) || type == typeof(TradeItem) || type == typeof(NormalFigure) || type == typeof(Exemption) || type == typeof(RiskAssessment);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = new LedgerJson().WithAddedModifier(Require),
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new EpcConverter(), new InstantConverter(), new FiniteNumber(), new LowerEnum<BinCondition>(), new LowerEnum<ClimateState>(), new LowerEnum<SensorFault>(),
                new LowerEnum<DeviceState>(), new LowerEnum<Quality>(), new LowerEnum<Quantity>(), new LowerEnum<Presence>(), new LowerEnum<ChangeKind>(),
                new GtinConverter(), new GramsConverter(), new LowerEnum<ProductGroup>(), new LowerEnum<PackageLevel>(), new LowerEnum<GoodsSource>(), new LowerEnum<WasteReason>(),
                new LowerEnum<Packaging>(), new LowerEnum<CoverState>(), new LowerEnum<BaselineSource>(), new LowerEnum<ConsumptionMethod>(), new LowerEnum<ExemptionReason>(), new LowerEnum<RiskLevel>(),
                new LowerEnum<AlarmKind>(), new LowerEnum<AlarmSeverity>(), new LowerEnum<AlarmState>(), new LowerEnum<AlarmCondition>(), new LowerEnum<AlarmAttention>(),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}

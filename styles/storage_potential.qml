<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="1" minScale="50000" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{places}">
      <rule key="{c1}" symbol="0" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; &lt; 0.2' label="score tot 0,2"/>
      <rule key="{c2}" symbol="1" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; &gt;= 0.2 AND &quot;score&quot; &lt; 0.4' label="0,2 tot 0,4"/>
      <rule key="{c3}" symbol="2" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; &gt;= 0.4 AND &quot;score&quot; &lt; 0.6' label="0,4 tot 0,6"/>
      <rule key="{c4}" symbol="3" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; &gt;= 0.6 AND &quot;score&quot; &lt; 0.8' label="0,6 tot 0,8"/>
      <rule key="{c5}" symbol="4" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; &gt;= 0.8' label="0,8 of hoger: hier het eerst"/>
      <rule key="{none}" symbol="5" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; IS NULL' label="geen score: niets bekend om op te wegen"/>
      <rule key="{dry}" symbol="6" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND &quot;vol_wet_m3&quot; = 0' label="vol in natte tijd: geen ruimte"/>
      <rule key="{unknown}" symbol="7" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND &quot;vol_wet_m3&quot; IS NULL' label="gearceerd: aantal m³ onbekend"/>
      <rule key="{weak}" symbol="8" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND coalesce(&quot;vol_wet_m3&quot;, 1) &gt; 0 AND &quot;score&quot; IS NOT NULL AND &quot;score_weight&quot; &lt; 0.5' label="witte strepen: score over minder dan de helft van de gewichten"/>
      <rule key="{part}" symbol="9" filter='&quot;verdict&quot; = &#39;unknown&#39;' label="gestippelde rand: niet alle eisen bekend" scalemaxdenom="25000"/>
      <rule key="{fail}" symbol="10" filter='&quot;verdict&quot; = &#39;fail&#39;' label="ongeschikt: aan een eis niet voldaan"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="253,231,37,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="122,209,81,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="34,168,132,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="42,120,142,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="65,68,135,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="60,60,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="110,110,110,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.4"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="60,60,60,0"/>
            <Option name="outline_style" type="QString" value="no"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="40,40,40,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
          </Option>
          <symbol name="@7@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="40,40,40,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="8" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="60,60,60,0"/>
            <Option name="outline_style" type="QString" value="no"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="135"/>
            <Option name="distance" type="QString" value="1.8"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.5"/>
          </Option>
          <symbol name="@8@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.5"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="9" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="40,40,40,255"/>
            <Option name="outline_style" type="QString" value="dot"/>
            <Option name="outline_width" type="QString" value="0.35"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="10" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="225,225,225,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="150,150,150,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="0"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="170,170,170,255"/>
            <Option name="line_width" type="QString" value="0.2"/>
          </Option>
          <symbol name="@10@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="170,170,170,255"/>
            <Option name="line_width" type="QString" value="0.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="90"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="170,170,170,255"/>
            <Option name="line_width" type="QString" value="0.2"/>
          </Option>
          <symbol name="@10@2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="170,170,170,255"/>
            <Option name="line_width" type="QString" value="0.2"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{places_volume}" description="maatregel en berging" filter='&quot;verdict&quot; &lt;&gt; &#39;fail&#39; AND &quot;vol_wet_m3&quot; IS NOT NULL' scalemaxdenom="2500">
      <settings calloutType="simple">
        <text-style fieldName="replace(&quot;measure&quot;, &#39;_&#39;, &#39; &#39;) || &#39; &#39; || format_number(&quot;vol_wet_m3&quot;, if(&quot;vol_wet_m3&quot; &gt; 0 AND &quot;vol_wet_m3&quot; &lt; 10, 1, 0), &#39;nl&#39;) || &#39; m³&#39;" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="verdict"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="geschikt" type="QString" value="pass"/></Option><Option type="Map"><Option name="ongeschikt" type="QString" value="fail"/></Option><Option type="Map"><Option name="mogelijk: niet alles bekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="ownership"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="zeker" type="QString" value="certain"/></Option><Option type="Map"><Option name="waarschijnlijk" type="QString" value="likely"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="gate_public"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="pass"/></Option><Option type="Map"><Option name="nee" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="gate_trees"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="pass"/></Option><Option type="Map"><Option name="nee" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="gate_cables"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="pass"/></Option><Option type="Map"><Option name="nee" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="gate_width"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="pass"/></Option><Option type="Map"><Option name="nee" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="gate_dewatering"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="pass"/></Option><Option type="Map"><Option name="nee" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="gate_slope"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="ja" type="QString" value="pass"/></Option><Option type="Map"><Option name="nee" type="QString" value="fail"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget></field>
    <field name="confidence"><editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="goed" type="QString" value="high"/></Option><Option type="Map"><Option name="redelijk" type="QString" value="medium"/></Option><Option type="Map"><Option name="onzeker" type="QString" value="low"/></Option></Option></Option></config></editWidget></field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Plek"/>
    <alias index="1" field="street" name="Straat"/>
    <alias index="2" field="place" name="Soort plek"/>
    <alias index="3" field="measure" name="Maatregel"/>
    <alias index="4" field="verdict" name="Oordeel"/>
    <alias index="5" field="score" name="Score (0 tot 1)"/>
    <alias index="6" field="score_weight" name="Deel van de gewichten dat bekend is (0 tot 1)"/>
    <alias index="7" field="vol_wet_m3" name="Berging in natte tijd (m³)"/>
    <alias index="8" field="vol_dry_m3" name="Berging in droge tijd (m³)"/>
    <alias index="9" field="m3_per_m2" name="Berging in natte tijd (m³ per m²)"/>
    <alias index="10" field="cost_eur" name="Kosten (€)"/>
    <alias index="11" field="m3_per_eur" name="Berging per euro (m³/€)"/>
    <alias index="12" field="eur_per_m3" name="Kosten per m³ berging (€/m³)"/>
    <alias index="13" field="place_m2" name="Oppervlakte van de plek (m²)"/>
    <alias index="14" field="area_m2" name="Oppervlakte waar het past (m²)"/>
    <alias index="15" field="renewal_year" name="Jaar van herinrichting"/>
    <alias index="16" field="owner_class" name="Eigenaar"/>
    <alias index="17" field="ownership" name="Eigenaar is"/>
    <alias index="18" field="gate_public" name="Openbare grond?"/>
    <alias index="19" field="gate_trees" name="Vrij van bomen?"/>
    <alias index="20" field="gate_cables" name="Vrij van kabels en leidingen?"/>
    <alias index="21" field="gate_width" name="Breed en groot genoeg?"/>
    <alias index="22" field="gate_dewatering" name="Droog genoeg (ontwatering)?"/>
    <alias index="23" field="gate_slope" name="Vlak genoeg?"/>
    <alias index="24" field="ghg_depth_m" name="Diepte van de GHG (m)"/>
    <alias index="25" field="slope_pct" name="Verval (%)"/>
    <alias index="26" field="level_m" name="Maaiveld (m NAP)"/>
    <alias index="27" field="k_m_d" name="Doorlatendheid k (m/dag)"/>
    <alias index="28" field="catchment" name="Afstroomgebied"/>
    <alias index="29" field="deficit_m3" name="Tekort in het afstroomgebied (m³)"/>
    <alias index="30" field="downstream_m3" name="Grootste tekort stroomafwaarts (m³)"/>
    <alias index="31" field="removed_m3" name="Tekort dat het wegneemt (m³)"/>
    <alias index="32" field="removed_per_m2" name="Weggenomen tekort per m² (m³/m²)"/>
    <alias index="33" field="removed_per_eur" name="Weggenomen tekort per euro (m³/€)"/>
    <alias index="34" field="rank_m2" name="Rang per m² (1 is de beste)"/>
    <alias index="35" field="rank_eur" name="Rang per euro (1 is de beste)"/>
    <alias index="36" field="term_deficit" name="Punten: deel van het tekort (0 tot 1)"/>
    <alias index="37" field="term_low" name="Punten: lage ligging (0 tot 1)"/>
    <alias index="38" field="term_k" name="Punten: doorlatendheid (0 tot 1)"/>
    <alias index="39" field="term_ghg" name="Punten: diepte van de GHG (0 tot 1)"/>
    <alias index="40" field="term_renewal" name="Punten: herinrichting (0 tot 1)"/>
    <alias index="41" field="confidence" name="Zekerheid"/>
    <alias index="42" field="source" name="Bron"/>
    <alias index="43" field="date" name="Datum"/>
    <alias index="44" field="note" name="Opmerkingen (codes)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="street" hidden="0" width="-1"/>
      <column type="field" name="place" hidden="0" width="-1"/>
      <column type="field" name="measure" hidden="0" width="-1"/>
      <column type="field" name="verdict" hidden="0" width="-1"/>
      <column type="field" name="score" hidden="0" width="-1"/>
      <column type="field" name="score_weight" hidden="0" width="-1"/>
      <column type="field" name="vol_wet_m3" hidden="0" width="-1"/>
      <column type="field" name="vol_dry_m3" hidden="0" width="-1"/>
      <column type="field" name="m3_per_m2" hidden="0" width="-1"/>
      <column type="field" name="cost_eur" hidden="0" width="-1"/>
      <column type="field" name="m3_per_eur" hidden="0" width="-1"/>
      <column type="field" name="eur_per_m3" hidden="0" width="-1"/>
      <column type="field" name="place_m2" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="renewal_year" hidden="0" width="-1"/>
      <column type="field" name="owner_class" hidden="0" width="-1"/>
      <column type="field" name="ownership" hidden="0" width="-1"/>
      <column type="field" name="gate_public" hidden="0" width="-1"/>
      <column type="field" name="gate_trees" hidden="0" width="-1"/>
      <column type="field" name="gate_cables" hidden="0" width="-1"/>
      <column type="field" name="gate_width" hidden="0" width="-1"/>
      <column type="field" name="gate_dewatering" hidden="0" width="-1"/>
      <column type="field" name="gate_slope" hidden="0" width="-1"/>
      <column type="field" name="ghg_depth_m" hidden="0" width="-1"/>
      <column type="field" name="slope_pct" hidden="0" width="-1"/>
      <column type="field" name="level_m" hidden="0" width="-1"/>
      <column type="field" name="k_m_d" hidden="0" width="-1"/>
      <column type="field" name="catchment" hidden="0" width="-1"/>
      <column type="field" name="deficit_m3" hidden="0" width="-1"/>
      <column type="field" name="downstream_m3" hidden="0" width="-1"/>
      <column type="field" name="removed_m3" hidden="0" width="-1"/>
      <column type="field" name="removed_per_m2" hidden="0" width="-1"/>
      <column type="field" name="removed_per_eur" hidden="0" width="-1"/>
      <column type="field" name="rank_m2" hidden="0" width="-1"/>
      <column type="field" name="rank_eur" hidden="0" width="-1"/>
      <column type="field" name="term_deficit" hidden="0" width="-1"/>
      <column type="field" name="term_low" hidden="0" width="-1"/>
      <column type="field" name="term_k" hidden="0" width="-1"/>
      <column type="field" name="term_ghg" hidden="0" width="-1"/>
      <column type="field" name="term_renewal" hidden="0" width="-1"/>
      <column type="field" name="confidence" hidden="0" width="-1"/>
      <column type="field" name="source" hidden="0" width="-1"/>
      <column type="field" name="date" hidden="0" width="-1"/>
      <column type="field" name="note" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Plek" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="street" index="1" showLabel="1"/>
      <attributeEditorField name="place" index="2" showLabel="1"/>
      <attributeEditorField name="measure" index="3" showLabel="1"/>
      <attributeEditorField name="verdict" index="4" showLabel="1"/>
      <attributeEditorField name="score" index="5" showLabel="1"/>
      <attributeEditorField name="score_weight" index="6" showLabel="1"/>
      <attributeEditorField name="vol_wet_m3" index="7" showLabel="1"/>
      <attributeEditorField name="vol_dry_m3" index="8" showLabel="1"/>
      <attributeEditorField name="m3_per_m2" index="9" showLabel="1"/>
      <attributeEditorField name="cost_eur" index="10" showLabel="1"/>
      <attributeEditorField name="m3_per_eur" index="11" showLabel="1"/>
      <attributeEditorField name="eur_per_m3" index="12" showLabel="1"/>
      <attributeEditorField name="place_m2" index="13" showLabel="1"/>
      <attributeEditorField name="area_m2" index="14" showLabel="1"/>
      <attributeEditorField name="renewal_year" index="15" showLabel="1"/>
      <attributeEditorField name="owner_class" index="16" showLabel="1"/>
      <attributeEditorField name="ownership" index="17" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Eisen" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="gate_public" index="18" showLabel="1"/>
      <attributeEditorField name="gate_trees" index="19" showLabel="1"/>
      <attributeEditorField name="gate_cables" index="20" showLabel="1"/>
      <attributeEditorField name="gate_width" index="21" showLabel="1"/>
      <attributeEditorField name="gate_dewatering" index="22" showLabel="1"/>
      <attributeEditorField name="gate_slope" index="23" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Score" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="term_deficit" index="36" showLabel="1"/>
      <attributeEditorField name="term_low" index="37" showLabel="1"/>
      <attributeEditorField name="term_k" index="38" showLabel="1"/>
      <attributeEditorField name="term_ghg" index="39" showLabel="1"/>
      <attributeEditorField name="term_renewal" index="40" showLabel="1"/>
      <attributeEditorField name="ghg_depth_m" index="24" showLabel="1"/>
      <attributeEditorField name="slope_pct" index="25" showLabel="1"/>
      <attributeEditorField name="level_m" index="26" showLabel="1"/>
      <attributeEditorField name="k_m_d" index="27" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Tekort" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="catchment" index="28" showLabel="1"/>
      <attributeEditorField name="deficit_m3" index="29" showLabel="1"/>
      <attributeEditorField name="downstream_m3" index="30" showLabel="1"/>
      <attributeEditorField name="removed_m3" index="31" showLabel="1"/>
      <attributeEditorField name="removed_per_m2" index="32" showLabel="1"/>
      <attributeEditorField name="removed_per_eur" index="33" showLabel="1"/>
      <attributeEditorField name="rank_m2" index="34" showLabel="1"/>
      <attributeEditorField name="rank_eur" index="35" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Herkomst" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="confidence" index="41" showLabel="1"/>
      <attributeEditorField name="source" index="42" showLabel="1"/>
      <attributeEditorField name="date" index="43" showLabel="1"/>
      <attributeEditorField name="note" index="44" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% replace(coalesce(upper(left("measure", 1)) || replace(substr("measure", 2), '_', ' '),''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</b> [% replace(coalesce(coalesce("street", "place"),''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]<br>
[% CASE WHEN "verdict" = 'fail' THEN 'Ongeschikt: ' || array_to_string(array_remove_all(array(if("gate_public" = 'fail', 'geen openbare grond', ''), if("gate_trees" = 'fail', 'te veel bomen', ''), if("gate_cables" = 'fail', 'te veel kabels en leidingen', ''), if("gate_width" = 'fail', 'te smal of te klein', ''), if("gate_dewatering" = 'fail', 'te nat: grondwater te hoog', ''), if("gate_slope" = 'fail', 'te steil', '')), ''), ', ') WHEN "verdict" = 'pass' THEN 'Geschikt' ELSE 'Mogelijk; onbekend: ' || array_to_string(array_remove_all(array(if("gate_public" = 'unknown', 'eigenaar', ''), if("gate_trees" = 'unknown', 'bomen', ''), if("gate_cables" = 'unknown', 'kabels en leidingen', ''), if("gate_dewatering" = 'unknown', 'grondwater', ''), if("gate_slope" = 'unknown', 'verval', '')), ''), ', ') END %][% CASE WHEN "verdict" <> 'fail' THEN '<br>
Natte tijd: ' || coalesce(format_number("vol_wet_m3", 0, 'nl') || ' m³', 'onbekend') || ', droge tijd: ' || coalesce(format_number("vol_dry_m3", 0, 'nl') || ' m³', 'onbekend') || coalesce('<br>
' || format_number("cost_eur", 0, 'nl') || ' €', '') || coalesce(', ' || format_number("eur_per_m3", 0, 'nl') || ' € per m³', '') || coalesce('<br>
Neemt ' || format_number("removed_m3", 0, 'nl') || ' m³ tekort weg, van ' || format_number("downstream_m3", 0, 'nl') || ' m³ stroomafwaarts', '') || coalesce('<br>
Score ' || format_number("score", 2, 'nl') || ', over ' || format_number(100 * "score_weight", 0, 'nl') || ' % van de gewichten', '') ELSE '' END %]<br>
[% format_number("area_m2", 0, 'nl') %] m²[% coalesce('; herinrichting in ' || "renewal_year", '') %][% coalesce(if(array_contains(string_to_array("note", ' '), 'booked'), '<br>een deel bergt al water', '') || if(array_contains(string_to_array("note", ' '), 'groundwater_near'), '<br>grondwater van een plek tot 100 m verderop', '') || if(array_contains(string_to_array("note", ' '), 'groundwater_above_ground'), '<br>grondwater staat ergens boven het maaiveld', '') || if(array_contains(string_to_array("note", ' '), 'odd_groundwater'), '<br>diepte van het grondwater is vreemd: klopt de eenheid?', '') || if(array_contains(string_to_array("note", ' '), 'glg_above_ghg'), '<br>GLG ligt boven GHG: de kaarten spreken elkaar tegen', '') || if(array_contains(string_to_array("note", ' '), 'odd_permeability'), '<br>doorlatendheid is vreemd: klopt de eenheid?', '') || if(array_contains(string_to_array("note", ' '), 'no_surface'), '<br>hoogte van het maaiveld onbekend', '') || if(array_contains(string_to_array("note", ' '), 'no_numbers'), '<br>kentallen van de maatregel ontbreken', '') || if(array_contains(string_to_array("note", ' '), 'renewal_past'), '<br>jaar van herinrichting is voorbij', ''), '') %]</div>]]></mapTip>
</qgis>

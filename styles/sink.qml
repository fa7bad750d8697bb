<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="1">
    <rules key="{sink}">
      <rule key="{top}" filter='"parent_id" IS NULL AND NOT (coalesce("on_building", 0) &gt; 0.5 OR coalesce("on_water", 0) &gt; 0.5)' label="laagte; inhoud tot zij overloopt">
        <rule key="{top0}" symbol="0" filter='"volume_m3" &lt; 10' label="minder dan 10 m³"/>
        <rule key="{top1}" symbol="1" filter='"volume_m3" &gt;= 10 AND "volume_m3" &lt; 100' label="10 tot 100 m³"/>
        <rule key="{top2}" symbol="2" filter='"volume_m3" &gt;= 100 AND "volume_m3" &lt; 1000' label="100 tot 1.000 m³"/>
        <rule key="{top3}" symbol="3" filter='"volume_m3" &gt;= 1000' label="1.000 m³ of meer"/>
      </rule>
      <rule key="{none}" symbol="4" filter='"parent_id" IS NULL AND (coalesce("on_building", 0) &gt; 0.5 OR coalesce("on_water", 0) &gt; 0.5)' label="in water, op een pand of een binnenplaats: geen berging"/>
      <rule key="{inner}" symbol="5" filter='"parent_id" IS NOT NULL AND "own_m3" &gt; 0' label="laagte binnen een grotere" scalemaxdenom="2500"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="234,209,86,190"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="120,105,30,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="166,157,117,200"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="80,75,50,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="87,92,109,210"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="40,44,60,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,32,77,220"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="0,16,40,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="style" type="QString" value="b_diagonal"/>
            <Option name="outline_color" type="QString" value="110,110,110,255"/>
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
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="0,32,77,130"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.1"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
    <orderby>
      <orderByClause asc="0" nullsFirst="1">&quot;id&quot;</orderByClause>
    </orderby>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{volume}" description="inhoud en regen tot vol" filter='"parent_id" IS NULL AND NOT (coalesce("on_building", 0) &gt; 0.5 OR coalesce("on_water", 0) &gt; 0.5) AND "volume_m3" &gt;= 10' scalemaxdenom="5000">
      <settings calloutType="simple">
        <text-style fieldName="format_number(&quot;volume_m3&quot;, if(&quot;volume_m3&quot; &lt; 10, 1, 0), 'nl') || ' m³' || '\n' || 'vol bij ' || format_number(&quot;fill_mm&quot;, 0, 'nl') || ' mm'" isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="0,32,77,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
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
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Laagte"/>
    <alias index="1" field="parent_id" name="Deel van laagte"/>
    <alias index="2" field="child_a" name="Laagte erin, de diepste"/>
    <alias index="3" field="child_b" name="Laagte erin, de andere"/>
    <alias index="4" field="volume_m3" name="Inhoud (m³)"/>
    <alias index="5" field="own_m3" name="Inhoud zonder de laagten erin (m³)"/>
    <alias index="6" field="area_m2" name="Wateroppervlak als zij vol is (m²)"/>
    <alias index="7" field="depth_max_m" name="Grootste diepte (m)"/>
    <alias index="8" field="z_pit_m" name="Laagste punt (m NAP)"/>
    <alias index="9" field="z_spill_m" name="Loopt over op (m NAP)"/>
    <alias index="10" field="catchment_m2" name="Stroomt erheen af (m²)"/>
    <alias index="11" field="fill_mm" name="Vol bij (mm, als alles afstroomt)"/>
    <alias index="12" field="spill_to" name="Loopt over naar laagte"/>
    <alias index="13" field="on_building" name="Deel op panden (1: ook binnenplaats)"/>
    <alias index="14" field="on_water" name="Deel in water"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="parent_id" hidden="0" width="-1"/>
      <column type="field" name="child_a" hidden="0" width="-1"/>
      <column type="field" name="child_b" hidden="0" width="-1"/>
      <column type="field" name="volume_m3" hidden="0" width="-1"/>
      <column type="field" name="own_m3" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="field" name="depth_max_m" hidden="0" width="-1"/>
      <column type="field" name="z_pit_m" hidden="0" width="-1"/>
      <column type="field" name="z_spill_m" hidden="0" width="-1"/>
      <column type="field" name="catchment_m2" hidden="0" width="-1"/>
      <column type="field" name="fill_mm" hidden="0" width="-1"/>
      <column type="field" name="spill_to" hidden="0" width="-1"/>
      <column type="field" name="on_building" hidden="0" width="-1"/>
      <column type="field" name="on_water" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Laagte" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="parent_id" index="1" showLabel="1"/>
      <attributeEditorField name="child_a" index="2" showLabel="1"/>
      <attributeEditorField name="child_b" index="3" showLabel="1"/>
      <attributeEditorField name="volume_m3" index="4" showLabel="1"/>
      <attributeEditorField name="own_m3" index="5" showLabel="1"/>
      <attributeEditorField name="area_m2" index="6" showLabel="1"/>
      <attributeEditorField name="depth_max_m" index="7" showLabel="1"/>
      <attributeEditorField name="z_pit_m" index="8" showLabel="1"/>
      <attributeEditorField name="z_spill_m" index="9" showLabel="1"/>
      <attributeEditorField name="catchment_m2" index="10" showLabel="1"/>
      <attributeEditorField name="fill_mm" index="11" showLabel="1"/>
      <attributeEditorField name="spill_to" index="12" showLabel="1"/>
      <attributeEditorField name="on_building" index="13" showLabel="1"/>
      <attributeEditorField name="on_water" index="14" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"id"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>Laagte [% "id" %]: [% format_number("volume_m3", if("volume_m3" < 10, 1, 0), 'nl') || ' m³' %]</b><br>
[% CASE WHEN coalesce("on_building", 0) > 0.5 OR coalesce("on_water", 0) > 0.5 THEN '<b>In water, op een pand of een binnenplaats: geen berging</b><br>' ELSE '' END %]
Tot [% format_number("depth_max_m", 2, 'nl') %] m diep, [% format_number("area_m2", 0, 'nl') %] m² groot als zij vol is<br>
[% format_number("catchment_m2", 0, 'nl') %] m² stroomt erheen af; vol bij [% format_number("fill_mm", 0, 'nl') %] mm als alles afstroomt<br>
Loopt over op [% format_number("z_spill_m", 2, 'nl') %] m NAP, [% coalesce('naar laagte ' || "spill_to", 'het gebied uit') %]
[% coalesce('<br>Deel van laagte ' || "parent_id", '') %]</div>]]></mapTip>
</qgis>
